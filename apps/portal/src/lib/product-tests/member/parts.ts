// What the page of a post loads only if it has a product test.
export { default as OpinionForm } from './OpinionForm.svelte';
export { default as TestCard } from './TestCard.svelte';
