import { useStore, ViewportPortal } from '@xyflow/react';
import type { Person } from '../server/shapes.ts';
import { useOthers } from './people-store.ts';
import classes from './presence.module.css';

/** A ring in their colour around the step that somebody else has open, with their initials. */
export function PeopleOnCanvas() {
  const others = useOthers();
  const byNode = Map.groupBy(
    others.filter((person) => person.node !== null),
    (person) => person.node ?? '',
  );
  return (
    <ViewportPortal>
      {[...byNode].map(([node, people]) => (
        <Ring key={node} node={node} people={people} />
      ))}
    </ViewportPortal>
  );
}

/** Distance of the ring from the card, in pixels. */
const gap = 5;

function Ring({ node, people }: { node: string; people: readonly Person[] }) {
  // One text, so that the ring is drawn again only when the card has moved or grown.
  const place = useStore((state) => {
    const card = state.nodeLookup.get(node);
    if (!card) return '';
    const { x, y } = card.internals.positionAbsolute;
    return [x - gap, y - gap, (card.measured.width ?? 0) + 2 * gap, (card.measured.height ?? 0) + 2 * gap].join(' ');
  });
  if (place === '') return null;
  const [x = 0, y = 0, width = 0, height = 0] = place.split(' ').map(Number);
  return (
    <div
      className={classes.ring}
      data-person={people[0]?.colour}
      data-people={people.map((person) => person.name).join(', ')}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      <span className={classes.flags}>
        {people.map((person) => (
          <span key={person.name} className={classes.flag} data-person={person.colour}>
            {person.field === null ? person.initials : `${person.initials} …`}
          </span>
        ))}
      </span>
    </div>
  );
}
