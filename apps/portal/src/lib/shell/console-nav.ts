import Activity from '@lucide/svelte/icons/activity';
import ChartScatter from '@lucide/svelte/icons/chart-scatter';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Award from '@lucide/svelte/icons/award';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import ChartLine from '@lucide/svelte/icons/chart-line';
import Download from '@lucide/svelte/icons/download';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import Filter from '@lucide/svelte/icons/filter';
import Gift from '@lucide/svelte/icons/gift';
import HeartHandshake from '@lucide/svelte/icons/heart-handshake';
import Import from '@lucide/svelte/icons/import';
import Layers from '@lucide/svelte/icons/layers';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Merge from '@lucide/svelte/icons/merge';
import PiggyBank from '@lucide/svelte/icons/piggy-bank';
import Package from '@lucide/svelte/icons/package';
import Receipt from '@lucide/svelte/icons/receipt-text';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Table2 from '@lucide/svelte/icons/table-2';
import Store from '@lucide/svelte/icons/store';
import Stamp from '@lucide/svelte/icons/stamp';
import BadgePercent from '@lucide/svelte/icons/badge-percent';
import TicketPercent from '@lucide/svelte/icons/ticket-percent';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import MessageCircleHeart from '@lucide/svelte/icons/message-circle-heart';
import Users from '@lucide/svelte/icons/users';
import Mail from '@lucide/svelte/icons/mail';
import ScanLine from '@lucide/svelte/icons/scan-line';
import UsersRound from '@lucide/svelte/icons/users-round';
import { m } from '#lib/paraglide/messages.js';
import type { NavItem } from './nav.ts';

export const consoleStart = '/console';

export interface NavGroup {
  /** The overview is a group of its own, without a title. */
  title?: () => string;
  items: NavItem[];
}

/** The left bar of the console, and the pages of Ctrl-K, for managers of the whole club. */
const consoleNav: NavGroup[] = [
  { items: [{ href: consoleStart, label: m.common_console_overview, icon: ChartLine }] },
  {
    title: m.common_console_people,
    items: [
      { href: '/console/members', label: m.common_console_members, icon: Users },
      { href: '/console/segments', label: m.segments_title, icon: Filter, wholeClub: true },
      { href: '/console/scores', label: m.scores_title, icon: ChartScatter, wholeClub: true },
      { href: '/console/coverage', label: m.coverage_title, icon: ScanLine, wholeClub: true },
      { href: '/console/merge-requests', label: m.account_merges_nav, icon: Merge, wholeClub: true },
      { href: '/console/referrals', label: m.referrals_title, icon: HeartHandshake, wholeClub: true },
      { href: '/console/surveys', label: m.surveys_title, icon: MessageCircleHeart, wholeClub: true },
      { href: '/console/communities', label: m.communities_title, icon: MessagesSquare, wholeClub: true },
      { href: '/console/tasks', label: m.tasks_nav, icon: ClipboardList, counts: 'tasks' },
      { href: '/console/approvals', label: m.approvals_nav, icon: Stamp, counts: 'approvals' },
    ],
  },
  {
    title: m.common_console_programme,
    items: [
      { href: '/console/rules', label: m.common_console_rules, icon: Layers },
      { href: '/console/budgets', label: m.budgets_title, icon: PiggyBank },
      { href: '/console/rate-tables', label: m.ratetables_title, icon: Table2 },
      { href: '/console/event-types', label: m.eventtypes_title, icon: CalendarCheck },
      { href: '/console/tiers', label: m.console_tiers_title, icon: Award },
      { href: '/console/challenges', label: m.challenges_title, icon: CircleCheckBig },
      { href: '/console/rewards', label: m.common_console_rewards, icon: Gift },
      { href: '/console/coupons', label: m.coupons_title, icon: TicketPercent },
      { href: '/console/offers', label: m.offers_title, icon: BadgePercent },
      { href: '/console/discount-categories', label: m.discountcategories_title, icon: ListOrdered },
    ],
  },
  {
    title: m.common_console_shop,
    items: [
      { href: '/console/purchases', label: m.common_console_purchases, icon: Receipt },
      { href: '/console/products', label: m.common_console_products, icon: Package },
      { href: '/console/product-sets', label: m.productsets_title, icon: ListChecks },
      { href: '/console/locations', label: m.common_console_locations, icon: Store },
    ],
  },
  {
    title: m.common_console_club,
    items: [
      { href: '/console/staff', label: m.staff_nav_staff, icon: UsersRound },
      { href: '/console/mail', label: m.staff_nav_mail, icon: Mail, wholeClub: true },
      { href: '/console/imports', label: m.imports_title, icon: Import },
      { href: '/console/exports', label: m.exports_nav, icon: Download, wholeClub: true },
      { href: '/console/events', label: m.events_nav, icon: Activity, wholeClub: true },
      { href: '/console/audit', label: m.common_console_audit, icon: ShieldCheck, wholeClub: true },
      { href: '/console/settings', label: m.common_console_settings, icon: Settings, wholeClub: true },
    ],
  },
];

/** The pages of a manager; callers bound to locations have no pages of the whole club. */
export const consoleNavFor = ({ locationIds }: { locationIds: readonly string[] }): NavGroup[] =>
  consoleNav.map(({ items, ...group }) => ({
    ...group,
    items: locationIds.length === 0 ? items : items.filter(({ wholeClub }) => !wholeClub),
  }));

interface NavAction {
  href: string;
  label: () => string;
  wholeClub?: true;
}

const consoleActions: readonly NavAction[] = [
  { href: '/console/members/new', label: m.console_members_add },
  { href: '/console/segments/new', label: m.segments_add, wholeClub: true },
  { href: '/console/rules/new', label: m.console_rules_add, wholeClub: true },
  { href: '/console/event-types/new', label: m.eventtypes_add, wholeClub: true },
  { href: '/console/challenges/new', label: m.challenges_console_add, wholeClub: true },
  { href: '/console/coupons/new', label: m.coupons_add, wholeClub: true },
  { href: '/console/offers/new', label: m.offers_add, wholeClub: true },
  { href: '/console/surveys/new', label: m.surveysconsole_add, wholeClub: true },
  { href: '/console/communities/new', label: m.communities_console_add, wholeClub: true },
  { href: '/console/communities/moderation', label: m.moderation_title, wholeClub: true },
  { href: '/console/rewards/new', label: m.console_rewards_add, wholeClub: true },
  { href: '/console/products?new=yes', label: m.console_products_add, wholeClub: true },
  { href: '/console/locations?new=yes', label: m.console_locations_add, wholeClub: true },
  { href: '/console/staff?new=yes', label: m.staff_invite_title },
  { href: '/console/imports/new', label: m.imports_new },
];

/** What a manager may begin from Ctrl-K. */
export const consoleActionsFor = ({
  locationIds,
}: {
  locationIds: readonly string[];
}): readonly NavAction[] =>
  locationIds.length === 0 ? consoleActions : consoleActions.filter(({ wholeClub }) => !wholeClub);
