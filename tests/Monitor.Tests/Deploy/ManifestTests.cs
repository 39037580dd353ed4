using System.Text.RegularExpressions;
using Monitor.Tests.Support;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Monitor.Tests.Deploy;

/// <summary>What a cluster's reviewer would look for, kept so by a test: the manifests hold together and run without rights they do not need.</summary>
public sealed partial class ManifestTests
{
    private static readonly string Base = Repository.File("deploy", "k8s", "base");

    [Fact]
    public void The_kustomization_names_every_manifest_once()
    {
        var named = Sequence(Load("kustomization.yaml"), "resources").Select(n => n.ToString()).Order().ToList();
        var files = Directory.GetFiles(Base, "*.yaml").Select(f => Path.GetFileName(f)!).Except(["kustomization.yaml", "monitor.yaml"]).Order().ToList();
        Assert.Equal(files, named);
    }

    [Fact]
    public void The_pod_runs_as_nobody_with_nothing_it_does_not_need()
    {
        var pod = At(Load("deployment.yaml"), "spec.template.spec");
        Assert.Equal("true", At(pod, "securityContext.runAsNonRoot").ToString());
        Assert.Equal("false", At(pod, "automountServiceAccountToken").ToString());
        var container = Assert.Single(Sequence(pod, "containers"));
        Assert.Equal("true", At(container, "securityContext.readOnlyRootFilesystem").ToString());
        Assert.Equal("false", At(container, "securityContext.allowPrivilegeEscalation").ToString());
        Assert.Equal("ALL", Assert.Single(Sequence(At(container, "securityContext.capabilities"), "drop")).ToString());
        Assert.NotEmpty(At(container, "resources.limits.memory").ToString());
    }

    [Fact]
    public void One_writer_at_a_time_and_time_enough_to_drain()
    {
        var deployment = Load("deployment.yaml");
        Assert.Equal("1", At(deployment, "spec.replicas").ToString());
        Assert.Equal("Recreate", At(deployment, "spec.strategy.type").ToString());
        Assert.True(int.Parse(At(deployment, "spec.template.spec.terminationGracePeriodSeconds").ToString(), System.Globalization.CultureInfo.InvariantCulture) > 20);
    }

    [Fact]
    public void The_cluster_asks_pages_that_exist_on_the_port_that_listens()
    {
        var container = Sequence(At(Load("deployment.yaml"), "spec.template.spec"), "containers")[0];
        var health = File.ReadAllText(Repository.File("src", "Host", "Health", "HealthPages.cs"));
        Assert.Contains($"\"{At(container, "readinessProbe.httpGet.path")}\"", health, StringComparison.Ordinal);
        Assert.Contains($"\"{At(container, "livenessProbe.httpGet.path")}\"", health, StringComparison.Ordinal);
        var port = At(Sequence(container, "ports")[0], "containerPort").ToString();
        Assert.Contains($":{port}", Sequence(At(Load("monitor.yaml"), "board"), "urls")[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mount_has_its_volume_and_every_claim_its_manifest()
    {
        var pod = At(Load("deployment.yaml"), "spec.template.spec");
        var volumes = Sequence(pod, "volumes");
        Assert.Equal(volumes.Select(v => At(v, "name").ToString()).Order(), Sequence(Sequence(pod, "containers")[0], "volumeMounts").Select(m => At(m, "name").ToString()).Order());
        var claim = volumes.First(v => Has(v, "persistentVolumeClaim"));
        Assert.Equal(At(Load("volume.yaml"), "metadata.name").ToString(), At(claim, "persistentVolumeClaim.claimName").ToString());
    }

    [Fact]
    public void The_image_is_pinned_and_copies_only_what_is_there()
    {
        var image = At(Sequence(At(Load("deployment.yaml"), "spec.template.spec"), "containers")[0], "image").ToString();
        Assert.Matches(":[0-9]+\\.[0-9]+\\.[0-9]+$", image);
        foreach (Match copy in CopyLine().Matches(File.ReadAllText(Repository.File("Dockerfile"))))
            foreach (var path in copy.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Assert.True(Path.Exists(Repository.File(path)), $"Dockerfile copies {path}, which is not there");
    }

    private static YamlNode Load(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Base, file));
        yaml.Load(reader);
        return yaml.Documents[0].RootNode;
    }

    private static YamlNode At(YamlNode node, string path) => path.Split('.').Aggregate(node, (n, key) => n[key]);

    private static bool Has(YamlNode node, string key) => ((YamlMappingNode)node).Children.ContainsKey(key);

    private static IReadOnlyList<YamlNode> Sequence(YamlNode node, string key) => [.. (YamlSequenceNode)node[key]];

    [GeneratedRegex(@"^COPY (?!--from)(.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();
}
