import { m } from '#lib/paraglide/messages.js';

/** The states of what managers draft, publish, pause and end, such as coupons and challenges. */
export type PublishedState = 'draft' | 'live' | 'paused' | 'ended';

/** What a dialog asks before a step. */
interface Question {
  title: () => string;
  text: () => string;
}

/** A change of the state, with its words. */
export interface StateStep extends Question {
  to: Exclude<PublishedState, 'draft'>;
  label: () => string;
  done: () => string;
  /** It cannot be taken back. */
  final?: true;
}

/** What a manager can do in each state, the usual step last. */
export function stateSteps(
  questions: Readonly<Record<'publish' | 'pause' | 'end', Question>>,
): Readonly<Record<PublishedState, readonly StateStep[]>> {
  const publish: StateStep = {
    to: 'live',
    label: m.challenges_console_publish,
    done: m.challenges_console_published,
    ...questions.publish,
  };
  const pause: StateStep = {
    to: 'paused',
    label: m.challenges_console_pause,
    done: m.challenges_console_was_paused,
    ...questions.pause,
  };
  const end: StateStep = {
    to: 'ended',
    label: m.challenges_console_end,
    done: m.challenges_console_was_ended,
    final: true,
    ...questions.end,
  };
  return { draft: [publish], live: [end, pause], paused: [end, publish], ended: [] };
}
