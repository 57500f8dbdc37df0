import { Injectable } from '@nestjs/common';
import { ConsentListeners } from './consent-listeners.ts';

/** For features that keep something only while a member allows it. Runs in the transaction of the withdrawal. */
@Injectable()
export class ConsentWithdrawals extends ConsentListeners {}
