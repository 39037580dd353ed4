using Monitor.Core.Contracts;

namespace Monitor.Host.Configuration;

/// <summary>What configuration needs to know of a catalog line, whatever its family.</summary>
internal sealed record KindCard(string Name, string Summary, Type OptionsType)
{
    public static IReadOnlyList<KindCard> Of<TDefinition, TServices, TPart>(IEnumerable<Kind<TDefinition, TServices, TPart>> kinds) =>
        [.. kinds.Select(k => new KindCard(k.Name, k.Summary, k.OptionsType))];
}

/// <summary>The kinds of one family, such as all collectors.</summary>
/// <param name="Family">collector, probe, detector or notifier.</param>
/// <param name="DefinitionType">The record whose `options` these kinds bind.</param>
internal sealed record KindFamily(string Family, Type DefinitionType, IReadOnlyList<KindCard> Kinds);
