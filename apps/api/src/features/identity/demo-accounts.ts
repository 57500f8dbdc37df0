import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { areDemoAccountsOpen, endDemoAccounts, type RevokedDemo } from './tools.ts';

/** The people of the demo club, whose sign-in data lie in a file. */
@Injectable()
export class DemoAccounts {
  constructor(private readonly transactions: Transactions) {}

  async areOpen(): Promise<boolean> {
    return areDemoAccountsOpen((statement, ...values) => this.transactions.execute(statement, ...values));
  }

  async revoke(): Promise<RevokedDemo> {
    return endDemoAccounts((statement, ...values) => this.transactions.execute(statement, ...values));
  }
}
