/** The page: loads the world, follows the stream, and keeps one pane for each phone, the desk and the coordinators. */

import { staffOf } from "./acting.js";
import * as api from "./api.js";
import { Coordinators } from "./coordinators.js";
import { Desk } from "./desk.js";
import { drawGuide } from "./guide.js";
import { openHelp } from "./help.js";
import { networkButton } from "./network.js";
import { drawPersons, showFirstPersons, shownPersons } from "./persons.js";
import { Phone } from "./phone.js";
import { applyEvent, groupChat, state, subscribe, takeChat, takeWorld } from "./state.js";
import { Stream } from "./stream.js";
import { answered } from "./taps.js";
import { drawTabs, markNews } from "./tabs.js";

const byId = (id) => document.getElementById(id);
const RETRY_MILLISECONDS = 1500;
const panes = new Map();
const loadedChats = new Set();
let waitingEvents = [];
let isLoading = true;

const stream = new Stream({ onOpen: load, onEvent: take, onLost: showLost });

async function load(isAgain) {
  isLoading = true;
  try {
    const world = await api.world();
    takeWorld(world);
    showFirstPersons();
    loadedChats.clear();
    const isNewServer = (await loadChats()) || stream.isAheadOf(world.sequence);
    byId("connection").hidden = true;
    isLoading = false;
    // A new server counts its events from the start: asking it for those after our last would skip its first.
    if (isAgain && isNewServer) stream.forget();
    drawAll();
    catchUp();
  } catch (error) {
    showLost(error.message);
    setTimeout(() => stream.open(), RETRY_MILLISECONDS);
  }
}

// Events that came while the chats were loading: some are in them already, taking them twice does no harm.
function catchUp() {
  const events = waitingEvents;
  waitingEvents = [];
  for (const event of events) take(event);
}

async function loadChats() {
  const wanted = [groupChat(true), groupChat(false)].filter(Boolean).map((chat) => [chat.id, staffOf(chat.id)[0]?.id]);
  const privates = shownPersons().map((person) => [person.id, person.id]);
  const loads = [...wanted, ...privates].filter(([chatId]) => !loadedChats.has(chatId)).map(loadChat);
  return (await Promise.all(loads)).some(Boolean);
}

async function loadChat([chatId, viewerId]) {
  const isNewServer = takeChat(chatId, await api.chat(chatId, viewerId));
  loadedChats.add(chatId);
  return isNewServer;
}

function take(event) {
  if (isLoading) {
    waitingEvents.push(event);
    return;
  }
  if (event.type === "callback_answer") answered(event);
  else applyEvent(event);
  if (event.type === "message") announce(event);
  if (["message", "topic"].includes(event.type)) drawGuide(byId("guide"));
}

function announce({ chat_id: chatId, message }) {
  const key = [...panes.keys()].find((one) => one.endsWith(`/${chatId}`));
  if (key && (message.from?.is_bot || chatId < 0)) markNews(byId("tabs"), key);
}

function showLost(reason) {
  const banner = byId("connection");
  banner.textContent = typeof reason === "string" ? reason : "Connection to the simulator lost. Trying again…";
  banner.hidden = false;
}

function wantedPanes() {
  const wanted = new Map(shownPersons().map((person) => [`phone/${person.id}`, () => new Phone(person.id)]));
  const [desk, coordinators] = [groupChat(true), groupChat(false)];
  if (desk) wanted.set(`desk/${desk.id}`, () => new Desk(desk.id));
  if (coordinators) wanted.set(`coordinators/${coordinators.id}`, () => new Coordinators(coordinators.id));
  return wanted;
}

function drawPanes() {
  const wanted = wantedPanes();
  for (const [key, pane] of panes) if (!wanted.has(key)) closePane(key, pane);
  const kept = new Map([...wanted].map(([key, make]) => [key, panes.get(key) ?? make()]));
  panes.clear();
  for (const [key, pane] of kept) panes.set(key, pane);
  placeInOrder([...panes.values()].map((pane) => pane.element));
  drawTabs(byId("tabs"), panes);
}

function closePane(key, pane) {
  pane.dispose();
  panes.delete(key);
}

// Moving an element resets its scrolling, so one that stands right stays.
function placeInOrder(elements) {
  elements.forEach((one, at) => {
    if (byId("board").children[at] !== one) byId("board").insertBefore(one, byId("board").children[at] ?? null);
  });
}

function drawAll() {
  drawPersons(byId("persons"), personsChanged);
  drawPanes();
  drawGuide(byId("guide"));
}

async function personsChanged() {
  await loadChats();
  drawAll();
}

// A group that became a supergroup, or a person somebody else added.
async function worldChanged() {
  if (isLoading) return;
  if (![...loadedChats].every((chatId) => state.chats.has(chatId))) loadedChats.clear();
  await loadChats();
  drawAll();
}

byId("help-button").addEventListener("click", openHelp);
networkButton(byId("network-button"));
subscribe("world", worldChanged);
stream.open();
