"use strict";
// Keeps an open page true: on a change it re-reads the parts that show it, and says so when the line is lost.
(() => {
  const zone = 8 * 3600e3; // fixed UTC+08:00; charts get shifted times and are told they are UTC
  const live = document.getElementById("live");
  if (!live) return;
  const word = live.querySelector("b");
  const words = JSON.parse(document.body.dataset.words || "{}"); // what is said, where the reader asked for another language
  const t = w => words[w] || w;
  const ticking = document.getElementById("clock");
  let serverNow = Number(live.dataset.now);
  let heard = performance.now();
  const pad = n => String(n).padStart(2, "0");
  const clock = ms => { const d = new Date(ms + zone); return pad(d.getUTCHours()) + ":" + pad(d.getUTCMinutes()) + ":" + pad(d.getUTCSeconds()); };

  const span = s => s < 60 ? s + " " + t("秒") : Math.floor(s / 60) + " " + t("分钟");
  const say = connected => {
    const age = Math.round((performance.now() - heard) / 1000);
    const lost = !connected && age > 3;
    live.className = lost ? "lost" : "on";
    const text = lost ? t("连接中断，数据截至") + " " + clock(serverNow) + " (" + span(age) + t("前") + ")"
      : t("实时") + " " + (live.dataset.age ? "· " + t("数据更新于") + " " + span(age) + t("前") : clock(serverNow));
    if (word.textContent !== text) word.textContent = text;
  };

  // ---- page parts
  const waiting = new Set();
  let timer = 0, busy = false;
  const changed = topic => { waiting.add(topic); if (!timer) timer = setTimeout(refresh, 800); };

  async function refresh() {
    timer = 0;
    if (busy) { timer = setTimeout(refresh, 800); return; }
    const topics = [...waiting]; waiting.clear(); busy = true;
    const cares = list => (list || "").split(" ").some(name => topics.includes(name));
    try {
      const parts = [...document.querySelectorAll("[data-live]")].filter(p => cares(p.dataset.live));
      if (parts.length) await replace(parts);
      await Promise.all([...document.querySelectorAll("[data-live-chart]")].filter(c => cares(c.dataset.liveChart)).map(draw));
    } catch { topics.forEach(name => waiting.add(name)); timer = setTimeout(refresh, 5000); } finally { busy = false; }
  }

  async function replace(parts) {
    const answer = await fetch(location.href, { headers: { "X-Fragment": "1" } });
    if (answer.status === 401) { location.reload(); return; }
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focus = document.activeElement && document.activeElement.id;
    for (const part of parts) {
      const next = fresh.getElementById(part.id);
      if (next && next.innerHTML !== part.innerHTML) part.replaceWith(document.adoptNode(next));
    }
    if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus();
  }

  // ---- charts
  const axis = { type: "time", axisLabel: { hideOverlap: true } };
  const base = () => ({ useUTC: true, animation: false, grid: { left: 8, right: 12, top: 34, bottom: 8, containLabel: true }, legend: { top: 0 },
    tooltip: { trigger: "axis", renderMode: "richText" }, aria: { enabled: true } });
  const areas = (d, size) => ({ silent: true, label: { position: "insideTop" }, data: d.bursts.map((b, i) => [
    { xAxis: b.from + zone, name: (b.mood ? "▼ " : "▲ ") + (b.topic || t(b.mood ? "情绪转负" : "话题突增")), label: { distance: 4 + i % 4 * (size || 14) * 1.3 }, itemStyle: { color: b.mood ? "rgba(198,70,0,.16)" : "rgba(98,160,234,.22)" } },
    { xAxis: b.until + zone }]) });
  // The same chart for a dark wall seen from four metres: everything as large as the page's own letters.
  const large = o => {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize), color = "#d7e0ea", line = { lineStyle: { color: "#33404f" } };
    const dress = a => ({ ...a, axisLabel: { ...a.axisLabel, fontSize: size, color }, axisLine: line, splitNumber: a.type === "time" ? 5 : 3, splitLine: a.type === "time" ? { show: false } : line });
    const shades = { "#1a5fb4": "#62a0ea", "#c64600": "#ffa348", "#1e7b45": "#57e389", "#813d9c": "#dc8add", "#c01c28": "#ff6b75" };
    return { ...o, textStyle: { fontSize: size, color }, legend: { top: 0, textStyle: { fontSize: size, color }, itemWidth: size * 1.4 }, grid: { ...o.grid, top: size * 2 }, xAxis: dress(o.xAxis), yAxis: dress(o.yAxis),
      tooltip: { show: false }, series: o.series.map(s => ({ ...s, color: shades[s.color] || s.color, lineStyle: { ...s.lineStyle, width: 4 }, symbolSize: size * .8,
        ...(s.markArea ? { markArea: { ...s.markArea, label: { position: "insideTop", fontSize: size, color } } } : {}) })) };
  };
  const charts = {
    wall: d => large(charts.curve(d, parseFloat(getComputedStyle(document.documentElement).fontSize))),
    curve: (d, size) => ({ ...base(), xAxis: axis, yAxis: { type: "value", minInterval: 1 }, series: [
      { name: t("全部帖文"), type: "line", showSymbol: false, areaStyle: { opacity: .12 }, color: "#1a5fb4", data: d.points.map(p => [p.at + zone, p.posts]), markArea: areas(d, size),
        markLine: { symbol: "none", silent: true, label: { show: false }, lineStyle: { color: "#c01c28", width: 1, type: "solid", opacity: .45 }, data: d.failures.map(f => ({ xAxis: f.at + zone })) } },
      { name: t("负面"), type: "line", showSymbol: false, color: "#c64600", lineStyle: { type: "dashed" }, data: d.points.map(p => [p.at + zone, p.negative]) },
      { name: t("正面"), type: "line", showSymbol: false, color: "#1e7b45", lineStyle: { type: "dotted" }, data: d.points.map(p => [p.at + zone, p.positive]) },
      { name: t("高风险"), type: "bar", barMaxWidth: 6, color: "#813d9c", data: d.points.map(p => [p.at + zone, p.highRisk]) },
      { name: t("探测失败"), type: "scatter", symbol: "triangle", symbolSize: 9, color: "#c01c28", data: d.failures.map(f => [f.at + zone, 0]) }] }),
    timings: d => ({ ...base(), xAxis: { type: "category", data: d.map(p => clock(p.at)) }, yAxis: { type: "value", name: t("毫秒") }, series:
      [["域名解析", "dns"], ["连接", "connect"], ["加密握手", "tls"], ["首字节", "firstByte"], ["内容", "body"]]
        .map(([name, key]) => ({ name: t(name), type: "bar", stack: "all", barMaxWidth: 14, data: d.map(p => p[key]) }))
        .concat([{ name: t("失败"), type: "scatter", symbol: "triangle", symbolSize: 9, color: "#c01c28", data: d.map(p => p.failed ? 0 : null) }]) }),
    story: d => ({ ...base(), xAxis: axis, yAxis: { type: "value", minInterval: 1, name: t("累计帖文") }, series:
      d.map(l => ({ name: l.platform, type: "line", step: "end", showSymbol: l.times.length < 30, data: l.times.map((t, i) => [t + zone, i + 1]) })) }),
  };

  async function draw(box) {
    const answer = await fetch(box.dataset.src);
    if (!answer.ok) throw new Error(String(answer.status));
    const chart = echarts.getInstanceByDom(box) || echarts.init(box);
    chart.setOption(charts[box.dataset.chart](await answer.json()), true);
  }

  const boxes = [...document.querySelectorAll("[data-chart]")];
  if (boxes.length) {
    const script = document.createElement("script");
    script.src = document.body.dataset.echarts;
    script.onload = () => boxes.forEach(b => draw(b).catch(() => { b.textContent = t("图表数据读取失败，将在下次更新时重试。"); }));
    document.head.append(script);
    addEventListener("resize", () => boxes.forEach(b => echarts.getInstanceByDom(b)?.resize()));
  }

  // ---- the line
  const topics = ["posts", "probes", "alerts", "notices", "sources", "models", "labels", "verdicts", "cases", "drills", "weaknesses"];
  let line, lost = false;
  const hear = e => { serverNow = Number(e.data); heard = performance.now(); if (lost) { lost = false; topics.forEach(changed); } say(true); };
  const open = () => {
    line = new EventSource("/live");
    line.addEventListener("beat", hear);
    topics.forEach(name => line.addEventListener(name, e => { hear(e); changed(name); }));
    line.onerror = () => { lost = true; };
  };
  open();
  // Durations grow although nothing happens.
  setInterval(() => changed("tick"), 30e3);
  if (ticking) setInterval(() => { ticking.textContent = clock(serverNow + performance.now() - heard); }, 1000);
  // The browser gives up for good after some answers (a proxy's 502, a 401); a silent half-open line never reports an error at all.
  setInterval(() => {
    const silent = performance.now() - heard > 40e3;
    if (silent) lost = true;
    say(line.readyState === 1 && !silent);
    if (line.readyState === 2 || silent && performance.now() - heard > 60e3 && Math.random() < .1) { line.close(); open(); }
  }, 2000);
})();
