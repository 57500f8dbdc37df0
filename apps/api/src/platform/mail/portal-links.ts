import { Inject, Injectable } from '@nestjs/common';
import { configToken, ownOrigin, type Config } from '../../config.ts';

/** URLs of portal pages, for mails. */
@Injectable()
export class PortalLinks {
  constructor(@Inject(configToken) private readonly config: Config) {}

  /** `ORIGIN`, or where this process listens. `path` begins with a slash. */
  to(path: string): string {
    return new URL(path, ownOrigin(this.config)).href;
  }

  /** The default sender of mails. */
  get host(): string {
    return new URL(this.to('/')).hostname;
  }
}
