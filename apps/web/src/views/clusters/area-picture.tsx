"use client";

import { useMemo } from "react";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import type { ClusterTree } from "../../tree/cluster-tree.ts";
import { cutInto, type Open } from "../../tree/cut.ts";
import { treemap, type Tile } from "../../tree/treemap.ts";
import { useSize } from "../../ui/use-size.ts";
import { ClusterAnchor } from "./cluster-anchor.tsx";
import { TONES, toneOf, type Colour, type ToneFacts } from "./map-tone.ts";
import type { Area } from "./map-work.tsx";
import styles from "./area-picture.module.css";

interface Props {
  readonly tree: ClusterTree;
  readonly openIds: Open;
  readonly area: Area;
  readonly colour: Colour;
  readonly facts: ToneFacts;
  readonly totalLines: number;
  readonly pointedId: string | null;
  readonly onPoint: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
}

/** Room in pixels that a name needs, and that a number under it needs too. */
const NAME_ROOM = { width: 64, height: 20 };
const SHARE_ROOM_WIDTH = 110;
const NUMBER_ROOM_HEIGHT = 42;
const NAME_LINE_HEIGHT = 17;
/** Kin within one of so many branches stand closer together. */
const GROUPS_MAX = 12;

/** The clusters as areas that add up to all lines. For eyes and pointers: the ranked list says the same to all others. */
export function AreaPicture({ tree, openIds, area, ...rest }: Props) {
  const [ref, size] = useSize();
  const [tiles, groups] = useMemo(() => {
    const weightOf = (cluster: ClusterRow) => (area === "lines" ? cluster.size : cluster.leafCount);
    const all = treemap(tree, openIds, size, weightOf);
    const groupCount = Math.min(GROUPS_MAX, Math.floor(all.length / 3));
    return [
      all,
      groupCount < 2 ? [] : treemap(tree, cutInto(tree, groupCount).openIds, size, weightOf),
    ] as const;
  }, [tree, openIds, size, area]);
  return (
    <figure className={styles.figure}>
      <div ref={ref} className={styles.area} aria-hidden="true" onPointerLeave={() => rest.onPoint(null)}>
        {tiles.map((tile) => (
          <TileLink key={tile.cluster.id} tile={tile} area={area} {...rest} />
        ))}
        {groups.map((tile) => (
          <div
            key={tile.cluster.id}
            className={styles.group}
            style={{ left: tile.x, top: tile.y, width: tile.width, height: tile.height }}
          />
        ))}
      </div>
      <figcaption className={styles.caption}>
        <span className="visually-hidden">{texts.map.picture}</span>
        <span>{texts.map.legends[rest.colour]}</span>
        {TONES[rest.colour].map((tone) => (
          <span key={tone} className={styles.tone}>
            <span className={styles.sample} data-tone={tone.toLowerCase()} />
            {texts.map.tones[rest.colour][tone]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

type TileProps = Omit<Props, "tree" | "openIds"> & { readonly tile: Tile };

function TileLink({ tile, area, colour, facts, totalLines, pointedId, onPoint, onOpen }: TileProps) {
  const { cluster, x, y, width, height } = tile;
  const name = cluster.template ?? cluster.label;
  const share = formatShare(cluster.size / Math.max(1, totalLines));
  const hasName = width >= NAME_ROOM.width && height >= NAME_ROOM.height;
  const hasNumber = hasName && height >= NUMBER_ROOM_HEIGHT;
  const nameLines = Math.min(3, Math.floor((height - (hasNumber ? 26 : 8)) / NAME_LINE_HEIGHT));
  return (
    <ClusterAnchor
      cluster={cluster}
      onOpen={onOpen}
      tabIndex={-1}
      className={styles.tile}
      data-tone={toneOf(cluster, colour, facts).toLowerCase()}
      data-pointed={cluster.id === pointedId}
      style={{ left: x, top: y, width, height }}
      title={`${name}\n${texts.lines(cluster.size)}, ${share}\n${texts.kinds(cluster.leafCount)}`}
      onPointerEnter={() => onPoint(cluster.id)}
    >
      {hasName ? (
        <span className={styles.name} style={{ WebkitLineClamp: Math.max(1, nameLines) }}>
          {name}
        </span>
      ) : null}
      {hasNumber ? <span className={styles.number}>{areaNumber(cluster, area, width, share)}</span> : null}
    </ClusterAnchor>
  );
}

function areaNumber(cluster: ClusterRow, area: Area, width: number, share: string): string {
  if (area === "kinds")
    return width < SHARE_ROOM_WIDTH ? formatCount(cluster.leafCount) : texts.kinds(cluster.leafCount);
  return width < SHARE_ROOM_WIDTH ? formatCount(cluster.size) : `${formatCount(cluster.size)} · ${share}`;
}
