import { Injectable } from '@nestjs/common';

type Question = () => Promise<boolean>;

/** Which features store codes by the key of the club. Each registers whether it has some. */
@Injectable()
export class KeyedCodes {
  readonly #questions: Question[] = [];

  register(question: Question): void {
    this.#questions.push(question);
  }

  async any(): Promise<boolean> {
    for (const has of this.#questions) if (await has()) return true;
    return false;
  }
}
