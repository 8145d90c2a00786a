import type { GuideStep } from '../domain/guide.ts';
import type { Purpose } from '../domain/purpose.ts';

/** Something a person copies into a console, with a button that copies it. */
export interface CopyValue {
  label: string;
  value: string;
}

/** A secret that the person types into a console: shown once, on a POST, to signed-in operators only. */
export interface Reveal {
  label: string;
  purpose: Purpose;
}

/** A screen of the vendor, to be drawn: the words that stand on it. */
export interface Screen {
  title: string;
  fields?: readonly string[];
  /** What it says below its fields. */
  says?: string;
  /** The button that is pressed. */
  button?: string;
}

/** One thing to do in the console, in the order of the guide; `labels` of the screens stand in brackets in `text`. */
export interface Instruction {
  text: string;
  link?: { label: string; href: string };
  copy?: readonly CopyValue[];
  reveal?: readonly Reveal[];
  /** What the screen then shows. */
  expect?: string;
  /** What the screen looks like, to somebody who has never seen it. */
  screen?: Screen;
}

/** A field of the form that the person hands back. */
export interface Field {
  name: string;
  label: string;
  /** `code` is digits from a mail: a telephone offers them, and shows its digits. */
  kind: 'text' | 'multiline' | 'choice' | 'checkbox' | 'secret' | 'code';
  required: boolean;
  hint?: string;
  options?: readonly { value: string; label: string }[];
  value?: string;
}

/** A button of the form; what it means comes back as `action`. */
export interface Action {
  value: string;
  label: string;
  kind: 'primary' | 'secondary' | 'danger';
}

/** A part of a page that is read: pairs of a name and a value, sentences, links, in this order. */
export interface Passage {
  heading: string;
  pairs?: readonly (readonly [name: string, value: string])[];
  /** Values to be typed elsewhere exactly: each in a field that can be copied, whose letters cannot be mistaken. */
  copy?: readonly { label: string; value: string }[];
  items?: readonly string[];
  links?: readonly { label: string; href: string }[];
}

/** A page of the desk in one language: what is asked of a person, with everything needed to do it in a minute. */
export interface TaskView {
  title: string;
  guideStep: GuideStep | null;
  /** Why a person is asked, with what a browser met. */
  why: string;
  /** That the batch is paused or stopped, by whom and why: before anything else. */
  halted?: string;
  /** What starts attended hands for this very task, on the computer of the one who reads. */
  attend?: string;
  /** Key of a masked picture of what was met. */
  picture?: string;
  /** What is decided about, before the instructions. */
  passages?: readonly Passage[];
  instructions: readonly Instruction[];
  /** What must not be pressed, and what cannot be undone. */
  warnings: readonly string[];
  fields: readonly Field[];
  actions: readonly Action[];
  /** Seconds between two looks of a page that shows what is about to happen elsewhere. */
  reloadAfter?: number;
}

/** What somebody outside is shown once they have answered, and whenever they open their link again. */
export interface Receipt {
  title: string;
  /** What was answered, by whom, when, for which company. */
  pairs: readonly (readonly [name: string, value: string])[];
  /** What happens now, and when. */
  next: readonly string[];
}

/** Why an answer is not taken, at its field where it has one; in the person's language. */
export interface Refusal {
  field?: string;
  message: string;
}

/** What came of a person's answer. */
export type Answered =
  /** The step is finished and its state answered; `note` says what the person must know now, such as not to press. */
  | { kind: 'done'; note?: string }
  /** The step asks its next question. */
  | { kind: 'next' }
  /** The next page, which shows this once: nothing of it is kept. */
  | { kind: 'shown'; passage: Passage }
  /** The form is shown again, with what was typed. */
  | { kind: 'refused'; refusals: readonly Refusal[] }
  /** With this answer the tenant stops; the person is asked whether that is what they saw. */
  | { kind: 'confirm'; reason: string }
  /** The tenant stopped, with this reason. */
  | { kind: 'stopped'; reason: string }
  /** Somebody else answered first; `says` who decided what, where the task alone does not tell. */
  | { kind: 'overtaken'; says?: string }
  /** The task was closed, or its execution has ended. */
  | { kind: 'over' };
