#pragma once

#include <string_view>

namespace carepress::html {

/// The style sheet of every page.
inline constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --ground: #fff; --ink: #1a1a1a; --accent: #0b4f5f; --line: #767676;
  --emergency: #8f0f0f; --call-now: #6b3d00; --watch: #0b4f5f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16191b; --ink: #ececec; --accent: #8fd3e2; --line: #8c9296;
    --emergency: #ffb3ad; --call-now: #ffd08a; --watch: #8fd3e2; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 42rem; background: var(--ground); color: var(--ink);
  font: 1.125rem/1.5 "Noto Sans", system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { color: var(--accent); line-height: 1.25; margin: 1.5em 0 .5em; }
h1 { font-size: 1.9em; margin-top: 0; }
h2 { font-size: 1.4em; }
h3 { font-size: 1.15em; }
p, ul, ol, table, figure, pre, blockquote { margin: 0 0 1em; }
ul, ol { padding-inline-start: 1.5em; }
li { margin-bottom: .35em; }
a { color: var(--accent); text-decoration: underline; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
img { max-width: 100%; height: auto; background: #fff; }
figure { margin-inline: 0; }
figcaption, caption { font-style: italic; text-align: start; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .4em .6em; text-align: start; vertical-align: top; }
pre { white-space: pre-wrap; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: .25em solid var(--line); }
.notice { margin: 0 0 1em; padding: .75em 1em; border: 1px solid var(--line); }
.notice > :last-child { margin-bottom: 0; }
.emergency, .call-now, .watch { margin: 1.5em 0; padding: .75em 1em; border: 2px solid; border-inline-start-width: .75em;
  border-color: var(--box); }
.emergency { --box: var(--emergency); border-style: solid; }
.call-now { --box: var(--call-now); border-style: dashed; border-inline-start-style: solid; }
.watch { --box: var(--watch); border-style: dotted; border-inline-start-style: solid; }
.emergency > :first-child, .call-now > :first-child, .watch > :first-child { margin-top: 0; color: var(--box); }
.emergency > :last-child, .call-now > :last-child, .watch > :last-child { margin-bottom: 0; }
footer { margin-top: 2em; border-top: 1px solid var(--line); padding-top: 1em; font-size: .9em; }
header { margin-bottom: 1.5em; display: flex; flex-wrap: wrap; gap: .5rem; align-items: start; font-size: .9em; }
summary, button, .translations a { min-height: 2.75rem; padding: .5rem .9rem; border: 1px solid var(--line);
  border-radius: .4rem; background: var(--ground); color: var(--accent); font: inherit; cursor: pointer; }
summary { display: inline-block; list-style-position: inside; }
details[open] { flex-basis: 100%; }
.translations ul { list-style: none; padding: 0; margin: .5rem 0 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.translations li { margin: 0; }
.translations a { display: inline-flex; align-items: center; text-decoration: none; }
.translations a[aria-current] { border-width: 2px; border-color: var(--accent); font-weight: bold; }
.tools:not([hidden]) { display: flex; flex-wrap: wrap; gap: .5rem; }
button:focus-visible, summary:focus-visible, input:focus-visible { outline: 3px solid; outline-offset: 2px; }
form { margin-top: 1.5em; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
form label { flex-basis: 100%; }
input { min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem; font: inherit;
  background: var(--ground); color: var(--ink); width: 12em; max-width: 100%; }
button:disabled { color: var(--line); cursor: default; }
.is-read { background: color-mix(in srgb, var(--accent) 16%, transparent); }
@media print {
  header, form { display: none; }
  :root { color-scheme: light; --ground: #fff; --ink: #000; --accent: #000; --line: #767676;
    --emergency: #000; --call-now: #000; --watch: #000; }
  body { max-width: none; padding: 0; font-size: 12pt; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  .emergency, .call-now, .watch, figure, tr { break-inside: avoid; }
  main a[href^="http"]::after { content: " (" attr(href) ")";
}
}
)css";

}  // namespace carepress::html
