using Monitor.Bench;
using Monitor.Bench.Alerts;
using Monitor.Bench.Collecting;
using Monitor.Bench.Comparison;
using Monitor.Bench.Corpus;
using Monitor.Bench.Flaps;
using Monitor.Bench.Fuzz;
using Monitor.Bench.Outage;
using Monitor.Bench.Phrases;
using Monitor.Bench.Probing;
using Monitor.Bench.Season;

// dotnet run -c Release --project bench -- assess|assess-parts|ingest [POSTGRES]|search [POSTGRES]|probes|blackbox [--checks 3000]|targets [--minutes 5] [--targets 5000] [--every 10] [--hung 500]|claims|corpus [KIND [FOLDER]]|fuzz [--minutes N] [TARGET...]|replay|season FOLDER|start|memory|stories|elastic [paced [MINUTES]]|logging|outage [--minutes 30] [--rate 200]|sources [--minutes 60] [--sources 500]|alerts [grouped]|flaps [HOURS]|storm|alertmanager|phrase-model FILE|register
return args switch
{
    ["assess"] => Measures.Assess(),
    ["assess-parts"] => AssessParts.Run(),
    ["ingest", .. var database] => await Measures.IngestAsync(database.FirstOrDefault()),
    ["search", .. var database] => await Measures.SearchAsync(database.FirstOrDefault()),
    ["probes"] => await ProbeMeasures.ProbesAsync(),
    ["register"] => await RegisterMeasures.RunAsync(),
    ["targets", .. var options] => await ScaleMeasure.RunAsync(options),
    ["blackbox", .. var options] => await BlackboxMeasure.RunAsync(options),
    [Worker.Command, var url, var caFile] => await BlackboxMeasure.WorkAsync(url, caFile),
    ["replay"] => await ReplayMeasures.ReplayAsync(),
    ["season", var folder] => await SeasonStudy.RunAsync(folder),
    ["corpus"] => CorpusTable.Print(null, null),
    ["corpus", var kind] => CorpusTable.Print(null, kind),
    ["corpus", var kind, var folder] => CorpusTable.Print(folder, kind),
    ["fuzz", .. var how] => FuzzRun.Run(how),
    ["claims"] => ClaimMeasures.Claims(),
    ["start"] => await ServiceMeasures.StartAsync(),
    ["alerts"] => await AlertMeasures.SinglyAsync(3),
    ["alerts", "grouped"] => await AlertMeasures.GroupedAsync(),
    ["storm"] => await StormMeasure.BothAsync(),
    ["alertmanager"] => await AlertmanagerMeasure.RunAsync(),
    [BookProcess.Command, var directory, var hook, var factor] => await BookProcess.ServeAsync(directory, hook, factor),
    ["flaps", .. var hours] => await FlapMeasure.RunAsync(hours.FirstOrDefault()),
    ["memory"] => await ServiceMeasures.MemoryAsync(),
    ["stories"] => StoryMeasures.Stories(),
    ["outage", .. var options] => await OutageMeasure.RunAsync(options),
    ["sources", .. var options] => await SourcesMeasure.RunAsync(options),
    ["elastic-keeper"] => await KeepingServer.ServeAsync(),
    ["logging"] => LogMeasures.Logging(),
    ["elastic", "paced", .. var minutes] => await ElasticMeasures.PacedAsync(minutes is [var m] ? double.Parse(m, System.Globalization.CultureInfo.InvariantCulture) : 3),
    ["elastic"] => await ElasticMeasures.ElasticAsync(),
    ["elastic-sink"] => await ElasticMeasures.SinkAsync(),
    ["phrase-model", var output] => PhraseTraining.Write(output),
    ["rarity", var output, .. var files] => RarityTable.Write(output, files),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench assess|assess-parts|ingest [POSTGRES]|search [POSTGRES]|probes|blackbox [--checks 3000]|targets [--minutes 5] [--targets 5000] [--every 10] [--hung 500]|claims|corpus [KIND [FOLDER]]|fuzz [--minutes N] [TARGET...]|replay|season FOLDER|start|memory|stories|elastic [paced [MINUTES]]|logging|outage [--minutes 30] [--rate 200]|sources [--minutes 60] [--sources 500]|alerts [grouped]|flaps [HOURS]|storm|alertmanager|phrase-model FILE|register");
    return 2;
}
