// The phone: one live connection in, small posts out.

import { answered, draw, node } from "./message.js";
import * as sheets from "./sheets.js";
import { now, setClock } from "./words.js";

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const runner = /^\d+$/.test(query.get("runner") || "") ? query.get("runner") : "1";
const chat = byId("chat");
const room = byId("room");
const field = byId("text");
let refusals = 0;
let nextRunner = 2;
let botName = "";
let quiet = 0;

async function send(action, options, extra = "") {
  try {
    const response = await fetch(`/phone/${action}?runner=${runner}${extra}`, { method: "POST", ...options });
    const answer = await response.json();
    if (answer.error) sheets.toast(answer.error);
    return answer;
  } catch {
    sheets.toast("The sandbox does not answer. Is it still running?");
    return { error: "away" };
  }
}

const acts = {
  field,
  post: (action, body) => send(action, { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  file: (file) => send("document", { body: file, headers: { "Content-Type": file.type || "application/octet-stream" } }, `&name=${encodeURIComponent(file.name)}`),
  say: (text) => acts.post("say", { text }),
  tap: async (message, data, failed) => {
    const answer = await acts.post("tap", { message, data });
    if (answer.error) failed();
  },
  open: (url) => {
    const link = new URL(url, location.href);
    const code = link.hostname === "t.me" && link.pathname.slice(1) === botName && link.searchParams.get("start");
    if (code) return acts.say(`/start ${code}`);
    return /^https?:$/.test(link.protocol) && window.open(url, "_blank", "noopener");
  },
};

const changes = {
  whole(state) {
    byId("bot").textContent = state.bot;
    byId("runner").textContent = `${state.runner.name} · runner ${state.runner.id}`;
    document.title = `${state.bot} · ${state.runner.name}`;
    botName = state.username;
    nextRunner = state.next;
    byId("new").href = `?runner=${nextRunner}`;
    if (state.description) byId("description").textContent = state.description;
    const kept = new Set(state.messages.map((one) => String(one.id)));
    for (const item of [...chat.children]) if (!kept.has(item.dataset.message)) item.remove();
    state.messages.forEach((one) => changes.message(one, false));
    byId("refused").replaceChildren();
    sheets.drawRefused(state.refused, (refusals = state.refusals));
    changes.keyboard(state.keyboard);
    changes.commands(state.commands);
    changes.blocked(state.blocked);
    changes.clock(state.clock);
    byId("hello").hidden = chat.children.length > 0;
    days();
    toEnd();
  },
  message(message, fresh = true) {
    const near = room.scrollHeight - room.scrollTop - room.clientHeight < 160;
    let item = chat.querySelector(`[data-message="${message.id}"]`);
    const added = !item;
    item ||= chat.appendChild(node("li", fresh ? "fresh" : ""));
    draw(item, message, acts);
    if (added) byId("hello").hidden = true;
    if (added && fresh) days();
    if (near || (added && fresh)) toEnd();
    if (!message.mine) busy("bot");
  },
  deleted(id) {
    const item = chat.querySelector(`[data-message="${id}"]`);
    if (item?.contains(document.activeElement)) field.focus({ preventScroll: true });
    item?.remove();
    days();
  },
  answer(answer) {
    answered(chat.querySelector(`[data-message="${answer.message}"]`), answer.data);
    if (answer.url) acts.open(answer.url);
    if (answer.text) (answer.alert ? sheets.warn : sheets.toast)(answer.text);
  },
  keyboard: (rows) => sheets.drawKeyboard(rows, acts),
  commands: (commands) => sheets.drawCommands(commands, acts),
  blocked(blocked) {
    byId("composer").hidden = blocked;
    byId("unblock").hidden = !blocked;
    byId("block").setAttribute("aria-pressed", String(blocked));
    byId("block").textContent = blocked ? "Unblock" : "Block";
    busy(blocked ? "blocked" : "bot");
  },
  clock(milliseconds) { setClock(milliseconds); tick(); },
  refused(one) { sheets.drawRefused([one], ++refusals); },
  action(what) {
    busy(what === "typing" ? "typing…" : `${what.replaceAll("_", " ")}…`);
    quiet = setTimeout(() => busy("bot"), 5000);
  },
};

function busy(word) {
  clearTimeout(quiet);
  byId("status").textContent = word;
}

function days() {
  let last = "";
  for (const item of chat.children) {
    const day = new Date(item.dataset.date * 1000).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
    if (day === last) delete item.dataset.day;
    else item.dataset.day = day;
    last = day;
  }
}

function toEnd() {
  requestAnimationFrame(() => { room.scrollTop = room.scrollHeight; });
}

function tick() {
  const time = now();
  byId("clock").dateTime = time.toISOString();
  byId("clock").textContent = time.toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function connect() {
  const socket = new WebSocket(`ws://${location.host}/phone/live?runner=${runner}`);
  socket.onmessage = ({ data }) => {
    const change = JSON.parse(data);
    if (change.what === "whole") changes.whole(change);
    else changes[change.what]?.(change.subject);
  };
  socket.onclose = () => {
    busy("connecting…");
    setTimeout(connect, 1000);
  };
}

byId("composer").onsubmit = (event) => {
  event.preventDefault();
  const text = field.value.trim();
  field.value = "";
  if (text) acts.say(text);
  field.focus();
};
byId("start").onclick = () => acts.say(query.get("start") ? `/start ${query.get("start")}` : "/start");
byId("hour").onclick = () => acts.post("jump", { seconds: 3600 });
byId("day").onclick = () => acts.post("jump", { seconds: 86400 });
byId("next").onclick = async () => {
  const { answer } = await acts.post("next", {});
  if (answer === false) sheets.toast("No reminder is planned yet.");
};
byId("block").onclick = () => acts.post("block", { blocked: byId("block").getAttribute("aria-pressed") !== "true" });
byId("unblock").onclick = () => acts.post("block", { blocked: false });
byId("new").onclick = () => setTimeout(() => { byId("new").href = `?runner=${++nextRunner}`; });
chat.addEventListener("load", toEndIfNear, true);
chat.addEventListener("loadedmetadata", toEndIfNear, true);

function toEndIfNear() {
  if (room.scrollHeight - room.scrollTop - room.clientHeight < 420) toEnd();
}

sheets.setUp(acts);
setInterval(tick, 1000);
connect();
