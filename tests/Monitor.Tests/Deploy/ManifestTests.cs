using k8s.Models;
using Monitor.Host.Cli;
using Monitor.Host.Configuration;
using Monitor.Tests.Support;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Monitor.Tests.Deploy;

/// <summary>The manifests as kustomize renders them: they hold together, run without rights they do not need, and what they say to the program it understands.</summary>
public sealed class ManifestTests
{
    /// <summary>Secrets an operator makes, as docs/operating.md says; those of ECK have its names.</summary>
    private static readonly Dictionary<string, string[]> Secrets = new()
    {
        ["monitor-secrets"] = ["author-key", "link-key", "postgres", "elasticsearch"],
        ["monitor-elastic-admin"] = ["elasticsearch", "kibana"],
        ["monitor-es-http-certs-public"] = ["ca.crt"],
        ["monitor-kb-http-certs-public"] = ["ca.crt"],
        ["monitor-tls"] = [],
    };

    public static TheoryData<string> All => ["base", "overlays/district", "overlays/city"];

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_has_rights_it_does_not_need(string folder) => Assert.Empty(Policy.Security(Render(folder)));

    [Theory]
    [MemberData(nameof(All))]
    public void Everything_that_is_named_is_there(string folder) => Assert.Empty(Policy.Holding(Render(folder)));

    [Theory]
    [MemberData(nameof(All))]
    public void The_cluster_asks_pages_that_exist_and_waits_for_the_end(string folder) => Assert.Empty(Policy.Probes(Render(folder)));

    [Theory]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "privileges")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "writes to its image")]
    [InlineData("pod-security.kubernetes.io/enforce: restricted", "pod-security.kubernetes.io/enforce: baseline", "enforce")]
    [InlineData("            memory: 768Mi", "            cpu: 2", "resources")]
    [InlineData("targetPort: http", "targetPort: web", "no port web")]
    [InlineData("claimName: monitor-data", "claimName: other", "no claim other")]
    [InlineData("path: /readyz", "path: /ready", "readiness")]
    [InlineData("terminationGracePeriodSeconds: 45", "terminationGracePeriodSeconds: 10", "drained")]
    public void A_reviewer_sees_what_is_wrong(string text, string instead, string complaint)
    {
        var broken = Render("base").With(text, instead);
        Assert.Contains(Policy.Security(broken).Concat(Policy.Holding(broken)).Concat(Policy.Probes(broken)), c => c.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void A_misspelt_field_is_no_field() => Assert.ThrowsAny<Exception>(() => Render("base").With("readinessProbe:", "readinesProbe:"));

    [Fact]
    public void The_service_alone_speaks_to_the_web_and_mail_and_hears_nobody() =>
        Assert.Equal(["-> kube-system/kube-dns 53", .. Outside], Flow("base", "monitor"));

    [Fact]
    public void A_district_is_heard_by_its_ingress_too() =>
        Assert.Equal(["-> kube-system/kube-dns 53", .. Outside, "ingress-nginx -> 8080"], Flow("overlays/district", "monitor"));

    [Theory]
    [InlineData("monitor", true, "-> cluster-name=monitor 9200", "-> postgresql 5432")]
    [InlineData("monitor-board", false, "-> cluster-name=monitor 9200", "-> postgresql 5432", "ingress-nginx -> 8080")]
    [InlineData("monitor-elastic-setup", false, "-> cluster-name=monitor 9200")]
    [InlineData("monitor-boards-import", false, "-> name=monitor 5601")]
    public void In_a_city_each_speaks_to_whom_it_needs_and_to_nobody_else(string name, bool outside, params string[] flows) =>
        Assert.Equal([.. new[] { "-> kube-system/kube-dns 53" }.Concat(outside ? Outside : []).Concat(flows).Order(StringComparer.Ordinal)], Flow("overlays/city", name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void The_web_is_not_the_private_network_nor_the_clouds_metadata(string folder)
    {
        var block = Render(folder).Of<V1NetworkPolicy>().Single(p => p.Metadata.Name == "outside").Spec.Egress.Single().To.Single(t => t.IpBlock.Cidr == "0.0.0.0/0").IpBlock;
        Assert.Superset(new HashSet<string> { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10" }, block.Except.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_program_understands_the_configuration_it_is_given(string folder)
    {
        var rendered = Render(folder);
        foreach (var (name, _, spec) in rendered.Pods)
        {
            var home = Directory.CreateTempSubdirectory("k8s-config");
            try
            {
                Lay(home.FullName, rendered, spec);
                var loaded = ConfigLoader.Load(Path.Combine(home.FullName, "etc", "monitor"));
                Assert.True(loaded.Config is not null, name + ": " + string.Join("\n", loaded.Errors));
                if (name == "monitor") Assert.True(loaded.Config!.Sources.Count > 0 && loaded.Config.Rules.Count > 0 && loaded.Config.Scenarios.Count > 0);
            }
            finally
            {
                home.Delete(recursive: true);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_arguments_are_commands_the_program_has(string folder)
    {
        foreach (var (name, _, spec) in Render(folder).Pods)
        {
            var parsed = Root.Build().Parse([.. spec.Containers.Single().Args]);
            Assert.True(parsed.Errors.Count == 0, name + ": " + string.Join("; ", parsed.Errors.Select(e => e.Message)));
            var container = spec.Containers.Single();
            if (container.Args[0] != "run") continue;
            Assert.EndsWith($":{container.Ports.Single().ContainerPort}", container.Args[container.Args.IndexOf("--urls") + 1], StringComparison.Ordinal);
            Assert.Contains(container.VolumeMounts, m => m.MountPath == container.Args[container.Args.IndexOf("--data") + 1] && m.ReadOnlyProperty != true);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void One_image_everywhere_and_the_one_that_is_built(string folder)
    {
        var image = Assert.Single(Render(folder).Pods.SelectMany(p => p.Spec.Containers).Select(c => c.Image).Distinct());
        Assert.Contains($"docker build -t {image}", File.ReadAllText(Repository.File("deploy", "README.md")), StringComparison.Ordinal);
        Assert.DoesNotContain(":latest", image, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Secrets_are_files_with_names_the_operator_was_told(string folder)
    {
        var told = File.ReadAllText(Repository.File("docs", "operating.md"));
        foreach (var (name, _, spec) in Render(folder).Pods)
            foreach (var volume in spec.Volumes.Where(v => v.Secret is not null))
            {
                Assert.True(Secrets.ContainsKey(volume.Secret.SecretName), $"{name}: {volume.Secret.SecretName} is not documented");
                Assert.True(volume.Secret.Optional != true, $"{name}: a missing secret would not be noticed");
            }

        foreach (var (secret, keys) in Secrets.Where(s => !s.Key.EndsWith("-certs-public", StringComparison.Ordinal)))
            foreach (var word in keys.Append(secret)) Assert.Contains(word, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_the_shipped_configuration_goes_along()
    {
        var maps = Render("base").Of<V1ConfigMap>().ToList();
        foreach (var folder in new[] { "sources", "targets", "rules", "templates", "drills" })
            Assert.Equal(
                Directory.GetFiles(Repository.File("config", folder)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal),
                maps.Single(m => m.Metadata.Name.StartsWith($"monitor-{folder}-", StringComparison.Ordinal)).Data.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Elastics_own_kinds_have_the_shape_their_operator_reads()
    {
        var custom = Render("overlays/city").Custom;
        Assert.Equal(["Elasticsearch", "Kibana"], custom.Select(c => c["kind"].ToString()).Order());
        foreach (var one in custom)
        {
            var spec = (YamlMappingNode)one["spec"];
            Assert.Matches(@"^9\.\d+\.\d+$", spec["version"].ToString());
            Assert.Subset(new HashSet<string> { "version", "nodeSets", "count", "elasticsearchRef", "podTemplate" }, spec.Children.Keys.Select(k => k.ToString()).ToHashSet());
            Assert.Equal("monitor", one["metadata"]["name"].ToString());
        }

        var nodes = (YamlMappingNode)((YamlSequenceNode)custom.Single(c => c["kind"].ToString() == "Elasticsearch")["spec"]["nodeSets"])[0];
        Assert.Equal("3", nodes["count"].ToString());
        Assert.Equal("false", nodes["config"]["node.store.allow_mmap"].ToString());
        Assert.Equal("elasticsearch-data", ((YamlSequenceNode)nodes["volumeClaimTemplates"])[0]["metadata"]["name"].ToString());
    }

    private static string[] Outside => [.. new[] { 443, 465, 587, 6514, 80 }.SelectMany(p => new[] { $"-> outside(0.0.0.0/0) {p}", $"-> outside(::/0) {p}" }).Order(StringComparer.Ordinal)];

    private static Rendered Render(string folder) => Rendered.Folder(folder.Split('/'));

    private static IEnumerable<string> Flow(string folder, string name)
    {
        var rendered = Render(folder);
        return Flows.Of(rendered, rendered.Pods.Single(p => p.Name == name).Meta.Labels).Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>Lays the files out as the pod would see them; a file: reference then means that folder.</summary>
    private static void Lay(string home, Rendered rendered, V1PodSpec spec)
    {
        foreach (var mount in spec.Containers.Single().VolumeMounts)
        {
            var volume = spec.Volumes.Single(v => v.Name == mount.Name);
            var at = Path.Combine(home, mount.MountPath.TrimStart('/'));
            if (volume.ConfigMap is { } map)
            {
                var data = rendered.Of<V1ConfigMap>().Single(m => m.Metadata.Name == map.Name).Data;
                foreach (var (key, text) in data.Where(d => mount.SubPath is null || d.Key == mount.SubPath)) Write(mount.SubPath is null ? Path.Combine(at, key) : at, text.Replace("/run/secrets/", home + "/run/secrets/", StringComparison.Ordinal));
            }
            else if (volume.Secret is { } secret)
            {
                foreach (var key in Secrets[secret.SecretName]) Write(Path.Combine(at, key), key == "postgres" ? "Host=db;Username=m;Password=p" : new string('k', 64));
            }
        }
    }

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
