import { Injectable } from '@nestjs/common';

type Question = (memberId: string, since: Date) => Promise<boolean>;

/** Which members have bought. The feature that keeps the purchases registers once; until then nobody has. */
@Injectable()
export class Customers {
  #question: Question = async () => false;

  areKnownBy(question: Question): void {
    this.#question = question;
  }

  async hasBought(memberId: string, since: Date): Promise<boolean> {
    return this.#question(memberId, since);
  }
}
