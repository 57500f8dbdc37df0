import { Injectable } from '@nestjs/common';
import type { Brand } from './mail-content.ts';

/** Where mails get the club's name and look. The feature that knows them registers once. */
@Injectable()
export class MailBrand {
  #source: () => Promise<Brand> = async () => ({
    name: 'Regulars',
    accent: '#B93A26',
    timeZone: 'UTC',
    logo: null,
    links: [],
  });

  comesFrom(source: () => Promise<Brand>): void {
    this.#source = source;
  }

  current(): Promise<Brand> {
    return this.#source();
  }
}
