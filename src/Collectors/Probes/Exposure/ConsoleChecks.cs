using static Monitor.Core.Probes.FindingSeverity;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Consoles of administrators: some stand open, others only show their door to everybody. No password is ever tried.</summary>
internal static class ConsoleChecks
{
    public static IReadOnlyList<ExposureCheck> All { get; } =
    [
        new("phpmyadmin", ExposureKind.Console, Medium, ["/phpmyadmin/", "/phpMyAdmin/", "/pma/"], Signs.Titled("phpMyAdmin", "pma_"), "phpMyAdmin 对公网开放", "phpMyAdmin is public"),
        new("adminer", ExposureKind.Console, Medium, ["/adminer.php"], Signs.Titled("Adminer", "auth[driver]"), "Adminer 对公网开放", "Adminer is public"),
        new("tomcat-manager", ExposureKind.Console, Medium, ["/manager/html"], Signs.Any(Signs.Realm("Tomcat Manager Application"), Signs.Titled("/manager", "Tomcat Web Application Manager")), "Tomcat 管理台对公网开放", "the Tomcat manager is public"),
        new("druid-open", ExposureKind.Console, High, ["/druid/index.html"], Signs.Titled("Druid Stat Index", "druid.index"), "Druid 监控页无需登录", "the Druid monitor asks for no log-in"),
        new("druid-login", ExposureKind.Console, Medium, ["/druid/login.html"], Signs.Titled("druid monitor", "loginUsername"), "Druid 监控登录页对公网开放", "the Druid monitor's log-in is public"),
        new("nacos", ExposureKind.Console, High, ["/nacos/"], Signs.Titled("Nacos", "console"), "Nacos 配置中心对公网开放", "a Nacos configuration centre is public"),
        new("xxl-job", ExposureKind.Console, Medium, ["/xxl-job-admin/toLogin"], Signs.Titled("任务调度中心", "xxl"), "任务调度中心（xxl-job）对公网开放", "an xxl-job console is public"),
        new("h2-console", ExposureKind.Console, High, ["/h2-console/"], Signs.Titled("H2 Console", "jsessionid"), "H2 数据库控制台对公网开放", "the H2 database console is public"),
        new("swagger", ExposureKind.Console, Low, ["/swagger-ui.html", "/swagger-ui/index.html", "/swagger/index.html", "/doc.html"], Signs.Any(Signs.Titled("Swagger UI", "swagger-ui"), Signs.Text("knife4j", "<script", "webjars")), "接口文档页对公网开放", "API documentation is public"),
        new("api-docs", ExposureKind.Console, Medium, ["/v2/api-docs", "/v3/api-docs", "/swagger/v1/swagger.json"], Signs.Any(Signs.Json("swagger", "paths"), Signs.Json("openapi", "paths")), "接口定义对公网开放", "the API's definition is public"),
        new("jenkins", ExposureKind.Console, Medium, ["/jenkins/login", "/login"], a => a.Ok && a.Fields.Joined("x-jenkins") is not null ? "X-Jenkins" : null, "Jenkins 对公网开放", "Jenkins is public"),
        new("kibana", ExposureKind.Console, High, ["/app/kibana", "/kibana/app/kibana"], a => a.Ok && (a.Fields.Joined("kbn-name") ?? a.Fields.Joined("kbn-license-sig")) is not null && a.Text.Contains("kbn-injected-metadata", StringComparison.Ordinal) ? "kbn-name" : null, "Kibana 对公网开放", "Kibana is public") { Certain = true },
        new("rabbitmq", ExposureKind.Console, Medium, ["/rabbitmq/"], Signs.Titled("RabbitMQ Management", "js/"), "RabbitMQ 管理台对公网开放", "RabbitMQ's management is public"),
        new("solr", ExposureKind.Console, High, ["/solr/"], Signs.Titled("Solr Admin", "solr"), "Solr 管理台对公网开放", "Solr's administration is public"),
        new("weblogic", ExposureKind.Console, Medium, ["/console/login/LoginForm.jsp"], Signs.Titled("WebLogic", "j_security_check"), "WebLogic 控制台对公网开放", "the WebLogic console is public"),
        new("grafana", ExposureKind.Console, Low, ["/grafana/login"], Signs.Titled("Grafana", "grafanaBootData"), "Grafana 登录页对公网开放", "Grafana's log-in is public"),
        new("actuator", ExposureKind.Console, Medium, ["/actuator", "/manage/actuator"], Signs.Json("_links", "self"), "Spring Actuator 端点对公网开放", "Spring's actuator is public"),
        new("heapdump", ExposureKind.Console, High, ["/actuator"], a => Signs.Json("_links", "heapdump")(a) is null ? null : "_links.heapdump", "可下载内存转储（heapdump），其中有口令与个人信息", "a heap dump, with passwords and personal data in it, can be downloaded"),
        new("actuator-env", ExposureKind.Console, High, ["/actuator/env", "/env"], a => Signs.Json("propertySources")(a) ?? (a.Ok && a.Url.AbsolutePath == "/env" ? Signs.Json("systemProperties", "profiles")(a) : null), "Spring 运行环境（env）对公网开放", "Spring's environment is public"),
    ];
}
