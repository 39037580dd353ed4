namespace Monitor.Core.Alerts;

/// <summary>Language of a notice's own words; titles and reasons stay as they were found.</summary>
public enum Language { Zh, En }
