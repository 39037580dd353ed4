using System.Diagnostics;
using k8s;
using k8s.Models;
using Monitor.Tests.Support;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Monitor.Tests.Deploy;

/// <summary>What kustomize makes of a folder, loaded strictly: a field that Kubernetes does not know is a mistake here, where kubectl would drop it in silence.</summary>
internal sealed class Rendered
{
    private static readonly string[] Own = ["elasticsearch.k8s.elastic.co/v1", "kibana.k8s.elastic.co/v1"];

    private static readonly string? Kubectl = new[] { "/usr/bin/kubectl", "/usr/local/bin/kubectl", Repository.File(".cache", "kubectl", "kubectl", "kubectl") }.FirstOrDefault(File.Exists);

    private Rendered(string text)
    {
        Text = text;
        var documents = text.Split("\n---\n", StringSplitOptions.RemoveEmptyEntries);
        Objects = [.. documents.Where(d => !IsCustom(d)).SelectMany(d => KubernetesYaml.LoadAllFromString(d, null, strict: true)).Cast<IKubernetesObject<V1ObjectMeta>>()];
        Custom = [.. documents.Where(IsCustom).Select(Parse)];
    }

    public string Text { get; }

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; }

    /// <summary>Of operators, whose types no library here knows.</summary>
    public IReadOnlyList<YamlMappingNode> Custom { get; }

    /// <summary>All pods that would run of ours, by the name of what makes them.</summary>
    public IReadOnlyList<(string Name, V1ObjectMeta Meta, V1PodSpec Spec)> Pods =>
    [
        .. Of<V1Deployment>().Select(d => (d.Metadata.Name, d.Spec.Template.Metadata, d.Spec.Template.Spec)),
        .. Of<V1Job>().Select(j => (j.Metadata.Name, j.Spec.Template.Metadata, j.Spec.Template.Spec)),
    ];

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    public static Rendered Folder(params string[] path)
    {
        Assert.SkipWhen(Kubectl is null, "kubectl is not here; ./test fetches it with npm where there is a network");
        var start = new ProcessStartInfo(Kubectl!, ["kustomize", Repository.File(["deploy", "k8s", .. path])]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return new Rendered(text);
    }

    /// <summary>The same with something written otherwise, to see that a test sees it.</summary>
    public Rendered With(string text, string instead)
    {
        Assert.Contains(text, Text, StringComparison.Ordinal);
        return new Rendered(Text.Replace(text, instead, StringComparison.Ordinal));
    }

    private static bool IsCustom(string document) => Own.Any(o => document.Contains($"apiVersion: {o}", StringComparison.Ordinal));

    private static YamlMappingNode Parse(string document)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(document));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
