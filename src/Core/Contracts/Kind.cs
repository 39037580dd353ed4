namespace Monitor.Core.Contracts;

/// <summary>
/// One line of a catalog. From it follow config binding and schema, validation, `monitor kinds`, the docs table and the contract tests;
/// nothing else lists kinds.
/// </summary>
/// <param name="Name">As written in YAML: lower-case with dashes.</param>
/// <param name="Summary">One English sentence for docs and `monitor kinds`.</param>
/// <param name="OptionsType">A record with init properties, data annotations and [Description]; bound from the definition's `options`.</param>
/// <param name="Create">Builds the part. The definition's Options is an instance of <paramref name="OptionsType"/>, already validated.</param>
public sealed record Kind<TDefinition, TServices, TPart>(
    string Name, string Summary, Type OptionsType, Func<TDefinition, TServices, TPart> Create);
