import { ApiProblem } from '@regulars/client';
import { takeSurvey } from '@regulars/contracts/endpoints';
import { browserApi } from '#lib/shell/browser-api.ts';
import { AnswerShelf, type WaitingAnswers } from './waiting-answers.ts';

/** These say that the server does not take these answers, now or later. */
const final: ReadonlySet<string> = new Set([
  'invalid-request',
  'not-found',
  'unknown-location',
  'survey-not-open',
  'survey-other-version',
  'survey-already-sent',
]);

/** Brings answers to the server, each once, whenever there is a connection. */
export class Delivery {
  readonly #shelf = new AnswerShelf();
  #running: Promise<void> | null = null;
  #again = false;

  waiting = $state(0);
  refused = $state.raw<readonly WaitingAnswers[]>([]);
  /** Nobody is signed in any more. */
  signedOut = $state(false);

  /** Keeps the answers on the device, then sends them. Rejects if there is no room to keep them. */
  async take(surveyId: string, body: WaitingAnswers['body']): Promise<void> {
    await this.#shelf.put({ surveyId, body, refused: null });
    await this.#count();
    void this.send();
  }

  /** One run at a time. What comes while it runs is sent by the next one. */
  async send(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#loop().finally(() => (this.#running = null));
    await this.#running;
  }

  async discard(id: string): Promise<void> {
    await this.#shelf.remove(id);
    await this.#count();
  }

  async #loop(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      for (const each of await this.#shelf.all())
        if (each.refused === null && !(await this.#deliver(each))) break;
    }
    await this.#count();
  }

  /** False if the others cannot be sent now either. */
  async #deliver(waiting: WaitingAnswers): Promise<boolean> {
    const { surveyId, body } = waiting;
    try {
      await browserApi().call(takeSurvey, { params: { id: surveyId }, body });
      await this.#shelf.remove(body.id);
      this.signedOut = false;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      this.signedOut = problem.code === 'not-signed-in';
      if (!final.has(problem.code)) return false;
      await this.#shelf.put({ ...waiting, refused: problem.code });
    }
    await this.#count();
    return true;
  }

  async #count(): Promise<void> {
    const all = await this.#shelf.all();
    this.waiting = all.filter(({ refused }) => refused === null).length;
    this.refused = all.filter(({ refused }) => refused !== null);
  }
}
