import { Injectable } from '@nestjs/common';
import { ConsentListeners } from './consent-listeners.ts';

/** For features that begin something once a member allows it. Runs in the transaction of the consent. */
@Injectable()
export class ConsentGrants extends ConsentListeners {}
