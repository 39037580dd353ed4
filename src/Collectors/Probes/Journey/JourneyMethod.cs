namespace Monitor.Collectors.Probes.Journey;

/// <summary>Method of a step. All but the first two may change something and are bound to conditions.</summary>
public enum JourneyMethod { Get, Head, Post, Put, Patch, Delete }
