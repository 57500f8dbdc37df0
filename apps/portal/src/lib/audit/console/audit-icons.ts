import Award from '@lucide/svelte/icons/award';
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import CreditCard from '@lucide/svelte/icons/credit-card';
import Download from '@lucide/svelte/icons/download';
import Gift from '@lucide/svelte/icons/gift';
import KeyRound from '@lucide/svelte/icons/key-round';
import MapPin from '@lucide/svelte/icons/map-pin';
import Package from '@lucide/svelte/icons/package';
import Scale from '@lucide/svelte/icons/scale';
import Settings from '@lucide/svelte/icons/settings';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Ticket from '@lucide/svelte/icons/ticket';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Upload from '@lucide/svelte/icons/upload';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';

const icons: Readonly<Record<string, typeof Award>> = {
  staff: Users,
  'api-key': KeyRound,
  club: Settings,
  'legal-text': Scale,
  'exchange-rate': Settings,
  location: MapPin,
  product: Package,
  segment: Users,
  member: UserRound,
  'merge-request': UserRound,
  duplicate: UserRound,
  card: CreditCard,
  points: ArrowLeftRight,
  purchase: Undo2,
  reward: Gift,
  voucher: Ticket,
  tier: Award,
  'tier-grant': Award,
  'earning-rule': Sparkles,
  export: Download,
  table: Download,
  import: Upload,
  'import-mapping': Upload,
  approval: ShieldCheck,
  'self-earning': ShieldAlert,
  'sign-in': ShieldAlert,
};

/** By the part before the dot of an action. */
export const iconOfAction = (action: string): typeof Award =>
  icons[action.split('.')[0] ?? ''] ?? ShieldCheck;
