/**
 * The English words: what the other languages are measured by, and what the compiler knows the keys from. Those of
 * the first pages are part of the page, and stand in where another language cannot be fetched.
 */
import { ERROR_SENTENCES } from '@hangouts/protocol/errors';
import type call from './locales/en/call.json';
import type chat from './locales/en/chat.json';
import controls from './locales/en/controls.json';
import devices from './locales/en/devices.json';
import type direct from './locales/en/direct.json';
import home from './locales/en/home.json';
import lobby from './locales/en/lobby.json';
import page from './locales/en/page.json';
import type offline from './locales/en/offline.json';
import type people from './locales/en/people.json';
import type plans from './locales/en/plans.json';
import type quality from './locales/en/quality.json';
import type settings from './locales/en/settings.json';
import type stage from './locales/en/stage.json';
import ui from './locales/en/ui.json';

/** The server's codes with their sentences, and what only the page can tell. */
const errors = { ...ERROR_SENTENCES, offline: 'The server cannot be reached.' };

export const FIRST_ENGLISH = { controls, devices, errors, home, lobby, page, ui };

/** What is fetched with the code that says it. */
interface LaterEnglish {
  call: typeof call;
  chat: typeof chat;
  direct: typeof direct;
  offline: typeof offline;
  people: typeof people;
  plans: typeof plans;
  quality: typeof quality;
  settings: typeof settings;
  stage: typeof stage;
}

export type English = typeof FIRST_ENGLISH & LaterEnglish;

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: English;
  }
}
