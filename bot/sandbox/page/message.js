// One message as it is now: made once, then changed in place, so that focus and video stay.

import { words } from "./words.js";

const BELL = "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4";
const PIN = "M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z";
const SHOE = "M2 17V9c2 1 4 0 5-2l6 5c2 2 8 1 9 5zM2 17v2h20v-2M10 10l-1 1.5M12.5 12l-1 1.5";
const GIVE_UP = 30000; // milliseconds after which a tap no longer waits for its answer

export function draw(item, message, acts) {
  if (!item.firstChild) frame(item);
  const [media, text, meta] = item.querySelectorAll(".media, .words, .meta");
  item.dataset.message = message.id;
  item.dataset.date = message.date;
  item.classList.toggle("mine", message.mine);
  item.classList.toggle("plain", !message.media && !message.keyboard.length);
  drawMedia(media, message);
  const shown = JSON.stringify([message.text, message.entities]);
  if (text.dataset.shown !== shown) {
    text.dataset.shown = shown;
    text.replaceChildren(words(message.text, message.entities, acts.say));
    text.hidden = !message.text;
  }
  const bubble = text.parentElement;
  bubble.insertBefore(media, message.above ? meta : text);
  meta.replaceChildren(...marks(message));
  drawKeys(item.querySelector(".keys"), message, acts);
}

function frame(item) {
  const card = node("div", "card");
  const bubble = node("div", "bubble");
  bubble.append(node("div", "media"), node("div", "words"), node("div", "meta"));
  card.append(bubble, node("div", "keys"));
  item.append(card);
}

function marks(message) {
  const time = new Date(message.date * 1000);
  const found = [];
  if (!message.mine && !message.silent) {
    const bell = drawn("bell", BELL, "Arrived with a sound");
    found.push(bell);
  }
  if (message.edited && !message.mine) found.push(node("span", "", "edited"));
  found.push(node("span", "", time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })));
  return found;
}

function drawMedia(holder, message) {
  const shown = message.media?.url || message.place?.join() || "";
  if (holder.dataset.shown === shown) return;
  holder.dataset.shown = shown;
  holder.replaceChildren();
  if (message.place) holder.append(pin(message.place));
  if (message.media) holder.append(picture(message.media));
}

function picture(media) {
  if (media.kind === "sticker") return drawn("big", SHOE, "Sticker");
  if (media.kind === "animation" && !/\.gif$/i.test(media.name)) return video(media);
  if (media.kind !== "document") return Object.assign(node("img"), { src: media.url, alt: "Picture" });
  const paper = Object.assign(node("a", "paper"), { href: media.url, download: media.name });
  const about = node("span", "", media.name);
  about.append(node("small", "", size(media.bytes)));
  const mark = node("i", "", "↓");
  mark.setAttribute("aria-hidden", "true");
  paper.append(mark, about);
  return paper;
}

function video(media) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const film = node("video");
  Object.assign(film, { muted: true, loop: true, playsInline: true, autoplay: !still, controls: still, src: media.url });
  film.setAttribute("aria-label", "Moving picture");
  return film;
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function pin([latitude, longitude]) {
  const holder = node("div", "pin");
  holder.append(drawn("", PIN, "Location"), `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`);
  return holder;
}

function drawKeys(holder, message, acts) {
  const had = holder.contains(document.activeElement) ? document.activeElement : null;
  fit(holder, message.keyboard.length, () => node("div"));
  message.keyboard.forEach((row, index) => {
    const line = holder.children[index];
    fit(line, row.length, () => Object.assign(node("button"), { type: "button" }));
    row.forEach((button, place) => key(line.children[place], button, message, acts));
  });
  if (had && !had.isConnected) (holder.querySelector("button") || acts.field).focus({ preventScroll: true });
}

function key(element, button, message, acts) {
  if (element.textContent !== button.text) element.textContent = button.text;
  element.className = button.style + (button.url ? " link" : "");
  element.dataset.button = button.data;
  element.title = button.text;
  element.onclick = () => {
    if (button.url) return acts.open(button.url);
    if (!button.data || element.dataset.waiting === button.data) return undefined;
    wait(element, button.data);
    return acts.tap(message.id, button.data, () => answered(element.closest("li"), button.data));
  };
}

function wait(element, data) {
  element.dataset.waiting = data;
  element.setAttribute("aria-busy", "true");
  setTimeout(() => element.dataset.waiting === data && rest(element), GIVE_UP);
}

function rest(element) {
  delete element.dataset.waiting;
  element.removeAttribute("aria-busy");
}

export function answered(item, data) {
  for (const element of item?.querySelectorAll("[aria-busy]") || []) {
    if (element.dataset.waiting === data) rest(element);
  }
}

function fit(holder, count, make) {
  while (holder.children.length > count) holder.lastChild.remove();
  while (holder.children.length < count) holder.append(make());
}

function drawn(name, path, label) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("class", name);
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", label);
  made.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  made.firstChild.setAttribute("d", path);
  return made;
}

export function node(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}
