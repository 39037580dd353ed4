using Monitor.Bench;

// dotnet run -c Release --project bench -- assess|ingest|search
return args switch
{
    ["assess"] => Measures.Assess(),
    ["ingest"] => await Measures.IngestAsync(),
    ["search"] => await Measures.SearchAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench assess|ingest|search");
    return 2;
}
