// Purpose: the style sheet of reports: the colours of the desktop, light or dark as the reader's
// system says, light on paper.
// Owner: ui/text. Thread: constant.
#pragma once

namespace twintide::ui::text {

inline constexpr const char kHtmlStyle[] = R"(
:root{--window:#f6f8fa;--card:#fff;--line:#d8dee4;--text:#1f2328;--muted:#656d76;
--forward:#1f6feb;--reverse:#bc4c00;--ok:#1a7f37;--warning:#9a6700;--error:#cf222e}
@media screen and (prefers-color-scheme:dark){:root{--window:#0d1117;--card:#161b22;
--line:#30363d;--text:#e6edf3;--muted:#8b949e;--forward:#58a6ff;--reverse:#f0883e;--ok:#3fb950;
--warning:#d29922;--error:#f85149}}
body{margin:0 auto;padding:24px;max-width:1040px;background:var(--window);color:var(--text);
font:13px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:20px;font-weight:600;margin:0}h2{font-size:17px;font-weight:600;margin:0 0 4px}
header{margin-bottom:16px}p{margin:4px 0}.pair{font-size:15px}
.muted{color:var(--muted)}.forward{color:var(--forward)}.reverse{color:var(--reverse)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;
margin-bottom:16px}
table{border-collapse:collapse;width:100%;margin-top:8px}
th,td{border-top:1px solid var(--line);padding:8px;text-align:left;vertical-align:top}
th{color:var(--muted);font-weight:400;font-size:12px;white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.badge{white-space:nowrap}.badge.ok{color:var(--ok)}.badge.warning{color:var(--warning)}
.badge.error{color:var(--error)}.badge.muted{color:var(--muted)}
pre{background:var(--window);border:1px solid var(--line);border-radius:6px;padding:8px;
margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px}
@media print{body{padding:0;background:#fff}section{border:0;padding:0}
tr{break-inside:avoid}thead{display:table-header-group}}
)";

}  // namespace twintide::ui::text
