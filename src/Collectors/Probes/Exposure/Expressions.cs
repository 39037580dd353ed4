using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>What files look like. Each takes one way through a text only: they read what strangers may have written.</summary>
internal static partial class Expressions
{
    [GeneratedRegex("""<title[^>]{0,100}>([^<]{0,300})""", RegexOptions.IgnoreCase)]
    public static partial Regex Title();

    [GeneratedRegex("""\A(?:ref: refs/|[0-9a-f]{40}\s*\z)""")]
    public static partial Regex GitHead();

    [GeneratedRegex("""^\s{0,4}\[core\]\s{0,20}$""", RegexOptions.Multiline)]
    public static partial Regex GitConfig();

    [GeneratedRegex("""\A(?:8|9|10|12)\r?\n(?:\s*\z|\s*dir\r?\n)""")]
    public static partial Regex SvnEntries();

    [GeneratedRegex("""^(?:revlogv1|dotencode|fncache|generaldelta)\s?$""", RegexOptions.Multiline)]
    public static partial Regex HgRequires();

    [GeneratedRegex("""^(?:export )?(?<key>[A-Z][A-Z0-9]{0,30}_[A-Z0-9_]{1,40}|[A-Z]{3,30})=""", RegexOptions.Multiline)]
    public static partial Regex EnvLine();

    [GeneratedRegex("""^\s{0,8}(?<key>spring\.[a-z.]{2,60}|server\.port|jdbc\.[a-z.]{2,40}|db\.[a-z]{2,30})\s?=""", RegexOptions.Multiline)]
    public static partial Regex PropertyLine();

    [GeneratedRegex("""^(?:spring|server|datasource|management|mybatis|mybatis-plus):\s{0,4}\r?\n[ ]{1,8}[a-zA-Z]""", RegexOptions.Multiline)]
    public static partial Regex SpringYaml();

    [GeneratedRegex("""^services:\s{0,4}\r?\n""", RegexOptions.Multiline)]
    public static partial Regex Compose();

    [GeneratedRegex("""^[A-Za-z0-9._-]{1,40}:(?:\$apr1\$|\$2[aby]\$|\{SHA\}|[A-Za-z0-9./]{13}\s?$)""", RegexOptions.Multiline)]
    public static partial Regex HtPasswd();

    [GeneratedRegex("""\A-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----""")]
    public static partial Regex PrivateKey();

    [GeneratedRegex("""\A\s{0,40}(?:<\?php|<%@|<%--|<\?xml[^>]{0,100}>\s{0,10}<configuration|using System;|package [a-z.]{1,60};)""")]
    public static partial Regex PageSource();

    [GeneratedRegex("""^(?:-- MySQL dump|-- MariaDB dump|-- PostgreSQL database dump|-- phpMyAdmin SQL Dump|CREATE TABLE |INSERT INTO |DROP TABLE IF EXISTS |/\*!40\d{3} SET )""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    public static partial Regex SqlDump();

    [GeneratedRegex("""[0-9]{1,4}\.[0-9]""")]
    public static partial Regex VersionNumber();

    [GeneratedRegex("""<meta[^>]{0,100}name=["']?generator["']?[^>]{0,100}content=["']([^"'>]{1,100})""", RegexOptions.IgnoreCase)]
    public static partial Regex Generator();

    [GeneratedRegex("""^# (?:HELP|TYPE) (?<name>[a-z_]{3,60})""", RegexOptions.Multiline)]
    public static partial Regex Metrics();

    [GeneratedRegex("""^Disallow:[ \t]{0,8}(/[^\s#]{0,80}(?:admin|manage|console|backup|login|system|houtai|guanli|config|private|internal|test)[^\s#]{0,80})""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    public static partial Regex RobotsAdmin();

    [GeneratedRegex("""<script[^>]{0,200}src=["']([^"'>]{1,300}\.js)(?:\?[^"'>]{0,100})?["']""", RegexOptions.IgnoreCase)]
    public static partial Regex ScriptSource();
}
