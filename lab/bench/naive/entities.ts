import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// TypeORM gives bigint as text; the naive design uses int, which is enough for a bench.

@Entity('api_keys')
export class ApiKey {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index({ unique: true }) @Column('text') secretHash!: string;
  @Column('text') name!: string;
}

@Entity('idempotency_keys')
export class IdempotencyKey {
  @PrimaryColumn('text') scope!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') fingerprint!: string;
  @Column('int') status!: number;
  @Column('jsonb') body!: object;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('locations')
export class Location {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index({ unique: true }) @Column('text') code!: string;
  @Column('text') currency!: string;
}

@Entity('products')
export class Product {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index({ unique: true }) @Column('text') sku!: string;
  @Column('text') name!: string;
  @Column('text') category!: string;
}

@Entity('rules')
export class Rule {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('int') version!: number;
  /** Points per whole unit of money. */
  @Column('int') pointsPerUnit!: number;
  /** For all lines where null. */
  @Column('text', { nullable: true }) category!: string | null;
  @Column('bool') live!: boolean;
}

@Entity('members')
export class Member {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') firstName!: string;
  @Column('text') lastName!: string;
  @Column('text') status!: string;
}

@Entity('cards')
export class Card {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index({ unique: true }) @Column('text') number!: string;
  @Index() @Column('uuid') memberId!: string;
  @Column('text') status!: string;
}

@Entity('wallets')
export class Wallet {
  @PrimaryColumn('uuid') memberId!: string;
  @Column('int') available!: number;
  @Column('int') status!: number;
  @Column('int') version!: number;
}

@Entity('purchases')
@Index(['locationId', 'receiptNumber'], { unique: true })
export class Purchase {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index() @Column('uuid') memberId!: string;
  @Column('uuid') locationId!: string;
  @Column('text') receiptNumber!: string;
  @Column('timestamptz') purchasedAt!: Date;
  @Column('timestamptz') bookedAt!: Date;
  @Column('text') currency!: string;
  @Column('int') gross!: number;
  @Column('int') net!: number;
  @Column('int') earned!: number;
  @Column('jsonb') explanation!: object;
}

@Entity('purchase_lines')
export class PurchaseLine {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index() @Column('uuid') purchaseId!: string;
  @Column('int') line!: number;
  @Column('text', { nullable: true }) sku!: string | null;
  @Column('text') name!: string;
  @Column('text') category!: string;
  @Column('numeric') quantity!: number;
  @Column('int') amount!: number;
  @Column('int') net!: number;
}

@Entity('rule_grants')
export class RuleGrant {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index() @Column('uuid') memberId!: string;
  @Column('uuid') ruleId!: string;
  @Column('uuid') purchaseId!: string;
  @Column('int') points!: number;
  @Column('date') localDay!: string;
}

@Entity('points_transactions')
export class PointsTransaction {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index() @Column('uuid') memberId!: string;
  @Column('text') kind!: string;
  @Column('uuid', { nullable: true }) purchaseId!: string | null;
  @Column('timestamptz') bookedAt!: Date;
}

@Entity('journal')
export class JournalEntry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index() @Column('uuid') memberId!: string;
  @Column('uuid') transactionId!: string;
  @Column('text') currency!: string;
  @Column('text') fromAccount!: string;
  @Column('text') toAccount!: string;
  @Column('int') amount!: number;
  @Column('timestamptz') bookedAt!: Date;
}

@Entity('lots')
export class Lot {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Index() @Column('uuid') memberId!: string;
  @Column('uuid') transactionId!: string;
  @Column('int') amount!: number;
  @Column('int') remaining!: number;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
}

@Entity('events')
export class ClubEvent {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('uuid') memberId!: string;
  @Column('timestamptz') at!: Date;
  @Column('jsonb') data!: object;
  @Column('timestamptz', { nullable: true }) relayedAt!: Date | null;
}

export const entities = [
  ...[ApiKey, IdempotencyKey, Location, Product, Rule, Member, Card, Wallet],
  ...[Purchase, PurchaseLine, RuleGrant, PointsTransaction, JournalEntry, Lot, ClubEvent],
];
