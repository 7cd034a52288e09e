// Text and its entities become nodes; offsets are UTF-16 units, as in a JavaScript string.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE = /^(https?|mailto|tel):/i;

export function words(text, entities, onCommand) {
  return build(text, 0, text.length, entities, onCommand);
}

function build(text, start, end, entities, onCommand) {
  const part = document.createDocumentFragment();
  let at = start;
  for (let index = 0; index < entities.length; index++) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entity.offset >= end) continue;
    part.append(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((one) => one.offset < stop);
    const node = element(entity, text.slice(entity.offset, stop), onCommand);
    if (!node.firstChild) node.append(build(text, entity.offset, stop, inner, onCommand));
    part.append(node);
    at = stop;
  }
  part.append(text.slice(at, end));
  return part;
}

function element(entity, text, onCommand) {
  switch (entity.type) {
    case "text_link": return link(entity.url);
    case "url": return link(text);
    case "email": return link(`mailto:${text}`);
    case "bot_command": return command(text, onCommand);
    case "spoiler": return spoiler();
    case "date_time": return moment(entity, text);
    default: return document.createElement(TAGS[entity.type] || "span");
  }
}

function link(url) {
  const node = document.createElement("a");
  if (SAFE.test(url)) Object.assign(node, { href: url, target: "_blank", rel: "noopener noreferrer" });
  return node;
}

function command(text, onCommand) {
  const node = document.createElement("button");
  Object.assign(node, { type: "button", className: "command", onclick: () => onCommand(text) });
  return node;
}

function spoiler() {
  const node = document.createElement("span");
  node.className = "spoiler";
  node.tabIndex = 0;
  node.onclick = node.onkeydown = () => node.classList.add("open");
  return node;
}

function moment(entity, text) {
  const date = new Date(entity.unix_time * 1000);
  const node = document.createElement("time");
  node.dateTime = date.toISOString();
  node.title = date.toLocaleString();
  node.textContent = inOwnZone(date, entity.date_time_format) || text;
  return node;
}

function inOwnZone(date, format) {
  if (!format) return "";
  if (/r/i.test(format)) return relative(date);
  const wanted = {};
  if (/w/i.test(format)) wanted.weekday = "long";
  if (format.includes("d")) Object.assign(wanted, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (format.includes("D")) Object.assign(wanted, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(format)) Object.assign(wanted, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) wanted.second = "2-digit";
  return new Intl.DateTimeFormat(undefined, wanted).format(date);
}

function relative(date) {
  const minutes = (date - Date.now() - clockAhead) / 60000;
  const form = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return form.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 1440) return form.format(Math.round(minutes / 60), "hour");
  return form.format(Math.round(minutes / 1440), "day");
}

let clockAhead = 0; // milliseconds the sandbox's clock is ahead of this machine's

export function setClock(milliseconds) {
  clockAhead = milliseconds - Date.now();
}

export function now() {
  return new Date(Date.now() + clockAhead);
}
