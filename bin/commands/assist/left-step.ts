/**
 * Why a step was left before its end. Its task stands at the desk as it was.
 *
 * - `desk`: the person does this one at the desk
 * - `later`: not now
 * - `declined`: the person did not confirm a press
 * - `closed`: the window was closed
 * - `lost`: somebody else has the step by now, or its state waits no more
 * - `interrupted`: the command ends
 */
export type WhyLeft = 'desk' | 'later' | 'declined' | 'closed' | 'lost' | 'interrupted';

/** Ends a step that a person does not go on with. */
export class LeftStep extends Error {
  readonly why: WhyLeft;

  constructor(why: WhyLeft) {
    super(`the step was left: ${why}`);
    this.name = 'LeftStep';
    this.why = why;
  }
}
