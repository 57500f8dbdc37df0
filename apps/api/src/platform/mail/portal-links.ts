import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';

const anyAddress = ['0.0.0.0', '::', '[::]'];

/** Addresses of portal pages, for mails. */
@Injectable()
export class PortalLinks {
  constructor(@Inject(configToken) private readonly config: Config) {}

  /** `ORIGIN`, else where this process listens; `path` begins with a slash. */
  to(path: string): string {
    const { ORIGIN, HOST, PORT } = this.config;
    const host = anyAddress.includes(HOST) ? 'localhost' : HOST;
    return new URL(path, ORIGIN ?? `http://${host}:${PORT}`).href;
  }

  /** From whom mails come when nobody said so. */
  get host(): string {
    return new URL(this.to('/')).hostname;
  }
}
