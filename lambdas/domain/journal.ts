/** What the journal keeps of one event: who, what, when; never a secret. */
export interface JournalEvent {
  at: string;
  /** ARN of the execution, the name of the trigger, or the person who answered. */
  by: string;
  step: string;
  /** One sentence in English. */
  what: string;
  /** Further facts, such as what a row showed. */
  seen?: Record<string, string | number | boolean | null>;
}
