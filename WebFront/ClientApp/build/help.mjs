// Makes the pages the help links to out of the documentation, so that formulas are at hand offline too.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PAGES = ["analytics"];
const docs = fileURLToPath(new URL("../../../docs/", import.meta.url));
const out = fileURLToPath(new URL("../../wwwroot/help/", import.meta.url));

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const slug = (text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, "").trim().replaceAll(" ", "-");

/** Code stays as it is; in the rest emphasis and links are made. Links within the documentation lead nowhere here and stay text. */
function inline(text) {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`") && part.length > 1
        ? `<code>${escape(part.slice(1, -1))}</code>`
        : escape(part)
            .replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>")
            .replaceAll(/\*(\S[^*]*)\*/g, "<i>$1</i>")
            .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label, to) => (/^(https:|#)/.test(to) ? `<a href="${to}">${label}</a>` : label)),
    )
    .join("");
}

const cells = (line, tag) => line.replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => `<${tag}>${inline(cell.trim().replaceAll("\\|", "|"))}</${tag}>`).join("");

function block(lines) {
  const heading = /^(#{1,4}) (.*)$/.exec(lines[0]);
  if (heading !== null) return `<h${heading[1].length} id="${slug(heading[2])}">${inline(heading[2])}</h${heading[1].length}>${lines.length > 1 ? block(lines.slice(1)) : ""}`;
  if (lines[0].startsWith("|")) {
    const rows = lines.slice(2).map((line) => `<tr>${cells(line, "td")}</tr>`);
    return `<div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${cells(lines[0], "th")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
  }

  if (lines[0].startsWith("- ")) return `<ul>${lines.join("\n").split(/^- /m).slice(1).map((item) => `<li>${inline(item.replaceAll("\n", " ").trim())}</li>`).join("")}</ul>`;
  return `<p>${inline(lines.join(" "))}</p>`;
}

function page(markdown) {
  const html = [];
  let lines = [];
  let code = null;
  const flush = () => lines.length > 0 && (html.push(block(lines)), (lines = []));
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) {
      if (code === null) flush();
      else html.push(`<pre>${escape(code.join("\n"))}</pre>`);
      code = code === null ? [] : null;
    } else if (code !== null) code.push(line);
    else if (line.trim() === "") flush();
    else lines.push(line);
  }

  flush();
  return html.join("\n");
}

mkdirSync(out, { recursive: true });
writeFileSync(`${out}help.css`, readFileSync(new URL("help.css", import.meta.url)));
for (const name of PAGES) {
  const markdown = readFileSync(`${docs}${name}.md`, "utf8");
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? name;
  writeFileSync(
    `${out}${name}.html`,
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="dark light"><title>${escape(title)} · TradingAnalytics</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/help/help.css"></head><body><main>\n${page(markdown)}\n</main></body></html>\n`,
  );
}
