import type { Language } from '../language.ts';

/** Somewhere to go. Only addresses that we made or the vendor has: a name from a spreadsheet is never one. */
export interface Link {
  label: string;
  url: string;
}

/** A part of a mail: a heading over sentences, a code, pairs of a name and a value, lists, and buttons, in this order. */
export interface Section {
  heading?: string;
  sentences?: readonly string[];
  /** To be typed somewhere else: shown large, in a fixed width. */
  code?: string;
  pairs?: readonly (readonly [name: string, value: string | Link])[];
  /** In the order in which they are done. */
  steps?: readonly string[];
  items?: readonly (string | Link)[];
  button?: Link;
}

/** What the mail wants of its reader, at a glance: `done` and `news` nothing, `action` something, `stop` at once. */
export type Tone = 'done' | 'news' | 'action' | 'stop';

export interface Letter {
  to: string;
  subject: string;
  language: Language;
  tone: Tone;
  /** What the mail is, in a few words; its first line. */
  title: string;
  sections: readonly Section[];
  /** Of a mail to somebody outside. */
  tenantId?: string;
  /** Last lines: who writes, and how to reach them. */
  signature: readonly string[];
}

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  tenantId?: string;
}
