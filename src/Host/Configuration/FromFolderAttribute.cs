namespace Monitor.Host.Configuration;

/// <summary>The property is filled from one file per definition in this folder, so monitor.yaml must not write it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FromFolderAttribute(string folder) : Attribute
{
    public string Folder { get; } = folder;
}
