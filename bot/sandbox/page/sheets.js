// Everything around the chat: the menu, sharing, the bottom keyboard, the log, notices.

import { node } from "./message.js";

const CITIES = [
  ["Vienna", 48.2082, 16.3738], ["London", 51.5072, -0.1276], ["Lisbon", 38.7223, -9.1393],
  ["New York", 40.7128, -74.006], ["Los Angeles", 34.0522, -118.2437], ["São Paulo", -23.5505, -46.6333],
  ["Nairobi", -1.2921, 36.8219], ["Kathmandu", 27.7172, 85.324], ["Sydney", -33.8688, 151.2093],
];
const byId = (id) => document.getElementById(id);

export function setUp(acts) {
  toggle("menu", "commands");
  toggle("attach", "attachments");
  toggle("log", "drawer");
  for (const [name, latitude, longitude] of CITIES) {
    const button = Object.assign(node("button", "", name), { type: "button" });
    button.onclick = () => share(acts, { latitude, longitude });
    byId("cities").append(button);
  }
  byId("place").onsubmit = (event) => {
    event.preventDefault();
    const typed = new FormData(event.target);
    share(acts, { latitude: Number(typed.get("latitude")), longitude: Number(typed.get("longitude")) });
  };
  byId("sticker").onclick = () => { close(); acts.post("sticker", {}); };
  byId("file").onchange = (event) => {
    close();
    if (event.target.files[0]) acts.file(event.target.files[0]);
    event.target.value = "";
  };
  addEventListener("keydown", (event) => event.key === "Escape" && close());
}

function share(acts, place) {
  close();
  acts.post("location", place);
}

function toggle(buttonId, sheetId) {
  byId(buttonId).onclick = () => {
    const opening = byId(sheetId).hidden;
    if (sheetId !== "drawer") close();
    byId(sheetId).hidden = !opening;
    byId(buttonId).setAttribute("aria-expanded", String(opening));
    if (opening) byId(sheetId).querySelector("button")?.focus();
  };
}

export function close() {
  for (const [buttonId, sheetId] of [["menu", "commands"], ["attach", "attachments"]]) {
    const inside = byId(sheetId).contains(document.activeElement);
    byId(sheetId).hidden = true;
    byId(buttonId).setAttribute("aria-expanded", "false");
    if (inside) byId("text").focus();
  }
}

export function drawCommands(commands, acts) {
  byId("menu").hidden = !commands.length;
  byId("commands").replaceChildren(...commands.map((one) => {
    const button = Object.assign(node("button"), { type: "button" });
    button.append(node("code", "", `/${one.command}`), node("span", "", one.description));
    button.onclick = () => { close(); acts.say(`/${one.command}`); };
    return button;
  }));
}

export function drawKeyboard(rows, acts) {
  byId("keyboard").hidden = !rows.length;
  byId("keyboard").replaceChildren(...rows.map((row) => {
    const line = node("div");
    for (const key of row) {
      const button = Object.assign(node("button", "", key.text), { type: "button" });
      button.onclick = () => (key.location ? byId("attach").click() : acts.say(key.text));
      line.append(button);
    }
    return line;
  }));
}

export function drawRefused(list, total) {
  byId("count").hidden = !total;
  byId("count").textContent = total;
  byId("log").setAttribute("aria-label", `Log, ${total} refused calls`);
  for (const one of list) {
    const line = node("li");
    line.append(node("b", "", one.method), ` ${one.description}`, node("code", "", JSON.stringify(one.params)));
    byId("refused").prepend(line);
  }
}

let hide = 0;

export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(() => { box.hidden = true; }, 3500);
}

export function warn(text) {
  byId("alert-text").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}
