// Reordering of a list with a pointer: mouse, pen or finger. Keys and buttons do the same; see handout.js.

/**
 * Lets the items of `list` be dragged by their `handle`. The first `first()` items stay where they are. `onMove` is told
 * the places, counted without those. While `isDragging()` of what this returns, the items must stay in the list;
 * `onEnd` is told when they may be replaced again.
 */
export function makeDraggable(list, { handle, first, onMove, onEnd }) {
  let drag = null;

  const items = () => [...list.children].slice(first());

  /** The place among the others at which the dragged item would be dropped. */
  function placeAt(y) {
    const others = items().filter((item) => item !== drag.item);
    const after = others.filter((item) => {
      const { top, height } = item.getBoundingClientRect();
      return y > top + height / 2;
    });
    return after.length;
  }

  function showPlace(place) {
    drag.place = place;
    const others = items().filter((item) => item !== drag.item);
    for (const item of others) item.classList.remove("drop-before", "drop-after");
    if (place < others.length) others[place].classList.add("drop-before");
    else others.at(-1)?.classList.add("drop-after");
  }

  function end(isDropped) {
    if (!drag) return;
    const { item, from, place } = drag;
    item.classList.remove("is-dragged");
    item.style.removeProperty("translate");
    for (const each of items()) each.classList.remove("drop-before", "drop-after");
    drag = null;
    if (isDropped && place !== from) onMove(from, place);
    onEnd();
  }

  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(handle);
    if (!grip || event.button !== 0) return;
    const item = grip.closest("li");
    const from = items().indexOf(item);
    drag = { item, from, place: from, startY: event.clientY };
    grip.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.item.classList.add("is-dragged");
    drag.item.style.setProperty("translate", `0 ${event.clientY - drag.startY}px`);
    showPlace(placeAt(event.clientY));
  });
  list.addEventListener("pointerup", () => end(true));
  list.addEventListener("pointercancel", () => end(false));
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end(false);
  });
  return { isDragging: () => drag !== null };
}
