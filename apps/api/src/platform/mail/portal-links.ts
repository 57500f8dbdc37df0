import { Inject, Injectable } from '@nestjs/common';
import { configToken, ownOrigin, type Config } from '../../config.ts';

/** Addresses of portal pages, for mails. */
@Injectable()
export class PortalLinks {
  constructor(@Inject(configToken) private readonly config: Config) {}

  /** `ORIGIN`, else where this process listens; `path` begins with a slash. */
  to(path: string): string {
    return new URL(path, ownOrigin(this.config)).href;
  }

  /** From whom mails come when nobody said so. */
  get host(): string {
    return new URL(this.to('/')).hostname;
  }
}
