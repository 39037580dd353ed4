using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.Setup;

/// <summary>The demo's monitor.yaml. Its time limits follow the simulated clock, hence their length.</summary>
internal static class DemoMainConfig
{
    /// <param name="smtp">host:port of another mail server than the demo's own sink, or null.</param>
    public static string Yaml(string directory, DemoPorts ports, string? smtp)
    {
        var mail = (smtp ?? $"127.0.0.1:{ports.Smtp}").Split(':');
        return $$"""
            # Written by `monitor demo` at each start.
            storage:
              directory: {{Path.GetFullPath(Path.Combine(directory, "data"))}}
            board:
              urls: ["http://127.0.0.1:{{ports.Board}}"]
              publicUrl: http://127.0.0.1:{{ports.Board}}
            judgeEvery: 15s
            fetch:
              contact: demo@example.invalid
              timeout: 5m
              hostPace: 1s
              allowPrivate: ["127.0.0.1:{{ports.Microblog}}", "127.0.0.1:{{ports.Forum}}", "127.0.0.1:{{ports.News}}", "127.0.0.1:{{ports.Notices}}", "127.0.0.1:{{ports.Filing}}", "127.0.0.1:{{ports.FilingTls}}", "127.0.0.1:{{ports.Hook}}"]
            season:
              name: 2026 中考
              districts: [青梧区, 云川市]
              phases:
                - name: 志愿填报
                  from: 2026-06-20T09:00:00+08:00
                  until: 2026-06-24T00:00:00+08:00
                - name: 考试
                  from: 2026-06-24T00:00:00+08:00
                  until: 2026-06-27T00:00:00+08:00
            channels:
              - id: mail-propaganda
                kind: email
                teams: [propaganda]
                options:
            {{Mail("xuanchuan@qingwu.example", mail)}}
              - id: mail-security
                kind: email
                teams: [security]
                options:
            {{Mail("anquan@qingwu.example", mail)}}
              - id: hook
                kind: webhook
                options:
                  url: http://127.0.0.1:{{ports.Hook}}/hook
                  secret: file:webhook.secret
                  timeout: 30m
            # Nothing is due in the demo's afternoon: look at it and send it on the board's page 周报.
            digest:
              channels: [mail-propaganda, mail-security]
              # Towards the end of the demo's day.
              daily: { channels: [mail-propaganda, mail-security], cron: 0 50 17 * * ? }
            cases:
              departments:
                - { id: propaganda, name: 区委宣传部, topics: [hype, praise], playbook: 《考试季舆情应对预案》二、统一口径，先报事实后报原因 }
                - { id: network-security, name: 区网信办, kinds: [outage, certificate, joint-security, unconfirmed-security], topics: [system_outage], playbook: 《网络安全事件应急预案》三、先保访问再查原因 }
                - { id: public-security, name: 区公安分局, kinds: [new-offer], topics: [fraud, cheating, paper_leak], playbook: 《考试安全联防预案》四、固定证据并移交 }
                - { id: education, name: 区教育局, topics: [policy_misreading, admission, other_exam], playbook: 《招生考试答疑预案》一、两小时内在官方渠道说明 }
                - { id: health, name: 区卫健委, kinds: [distress], topics: [student_wellbeing], playbook: 《考生心理援助预案》以关心和服务为先 }

            """;
    }

    private static string Mail(string to, string[] server) => $"""
                  host: {server[0]}
                  port: {server[1]}
                  security: none
                  from: monitor@qingwu.example
                  to: [{to}]
                  timeout: 30m
        """;
}
