import { Injectable } from '@nestjs/common';

/** Ids of members who were merged into another one lead to that member. The owner of members answers. */
@Injectable()
export class LeadingIds {
  #survivorOf: ((id: string) => Promise<string>) | undefined;

  answerBy(survivorOf: (id: string) => Promise<string>): void {
    this.#survivorOf = survivorOf;
  }

  /** The id itself if it leads nowhere. */
  async survivorOf(id: string): Promise<string> {
    return (await this.#survivorOf?.(id)) ?? id;
  }
}
