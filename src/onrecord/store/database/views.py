"""Views that answer what is asked most: who said what, who stands where, who asks whom for what.

They hold nothing of their own and are made anew at every upgrade. What a person rejected is in none of them.
"""

from __future__ import annotations

from sqlalchemy import Connection

#: How a database joins the values of several rows.
_JOINED = {"sqlite": "group_concat", "postgresql": "string_agg"}
_NOT_REJECTED = """NOT EXISTS (
    SELECT 1 FROM decisions j WHERE j.document = s.document AND j.statement = s.id AND j.kind = 'reject'
    AND j.undone_at IS NULL)"""

VIEWS = {
    "articles": """
        SELECT d.key AS document, d.published, d.outlet, d.title, d.url, d.language,
            (SELECT count(*) FROM statements s WHERE s.document = d.key) AS statements, r.model, d.added_at, t.text,
            o.copy_of, o.similarity
        FROM documents d JOIN texts t ON t.id = d.text_id LEFT JOIN readings r ON r.document = d.key
        LEFT JOIN copies o ON o.document = d.key""",
    "article_versions": """
        SELECT v.place, v.number + 1 AS version, v.seen_at, d.key AS document, d.outlet, d.title, d.url, d.published
        FROM versions v JOIN documents d ON d.key = v.document""",
    "said": """
        SELECT s.document, s.id, d.published, d.outlet, d.title, d.url, s.said_from, s.said_until,
            s.speaker, a.entity, r.type, r.country, r.role, s.source, s.cue, s.content, s.quote_type, s.negated,
            c.act, i.label AS issue, c.stance,
            (SELECT {joined}(n.name, '; ') FROM recipients p JOIN actors n ON n.key = p.actor
                WHERE p.statement = s.key AND p.coding = c.number) AS recipients,
            (SELECT {joined}(o.type, '; ') FROM conditions o
                WHERE o.statement = s.key AND o.coding = c.number) AS conditions,
            s.score, s.key AS statement, coalesce(u.utterance, s.key) AS utterance
        FROM statements s JOIN documents d ON d.key = s.document
        LEFT JOIN utterances u ON u.statement = s.key
        LEFT JOIN resolutions r ON r.statement = s.key AND r.number = 0 LEFT JOIN actors a ON a.key = r.actor
        LEFT JOIN codings c ON c.statement = s.key LEFT JOIN issues i ON i.key = c.issue
        WHERE {standing}""",
    "tellings": """
        SELECT u.utterance, s.key AS statement, s.document, s.id, d.published, d.outlet, s.speaker, s.content,
            s.quote_type, d.title, d.url
        FROM utterances u JOIN statements s ON s.key = u.statement JOIN documents d ON d.key = s.document
        WHERE {standing}""",
    "speakers": """
        SELECT a.name AS speaker, a.entity, count(DISTINCT s.key) AS statements, count(DISTINCT d.outlet) AS outlets,
            min(s.said_from) AS first_said, max(s.said_until) AS last_said
        FROM resolutions r JOIN actors a ON a.key = r.actor JOIN statements s ON s.key = r.statement
        JOIN documents d ON d.key = s.document
        WHERE {standing} GROUP BY a.key, a.name, a.entity""",
    "positions": """
        SELECT a.name AS speaker, a.entity, i.label AS issue, i.id AS issue_id, c.stance, count(*) AS statements,
            min(s.said_from) AS first_said, max(s.said_until) AS last_said
        FROM codings c JOIN issues i ON i.key = c.issue JOIN statements s ON s.key = c.statement
        JOIN resolutions r ON r.statement = s.key AND r.number = 0 JOIN actors a ON a.key = r.actor
        WHERE {standing} GROUP BY a.key, a.name, a.entity, i.key, i.label, i.id, c.stance""",
    "requests": """
        SELECT s.document, s.id, s.said_from, s.speaker, c.act, n.name AS recipient, p.role AS recipient_is,
            i.label AS issue, s.content,
            substr(t.text, c.demand_start + 1, c.demand_end - c.demand_start) AS demand,
            substr(t.text, c.threat_start + 1, c.threat_end - c.threat_start) AS threat, d.outlet, d.url
        FROM codings c JOIN statements s ON s.key = c.statement JOIN documents d ON d.key = s.document
        JOIN texts t ON t.id = d.text_id
        LEFT JOIN recipients p ON p.statement = s.key AND p.coding = c.number LEFT JOIN actors n ON n.key = p.actor
        LEFT JOIN issues i ON i.key = c.issue
        WHERE c.act IN ('REQUEST', 'THREATEN') AND {standing}""",
    "conditional": """
        SELECT s.document, s.id, s.said_from, s.speaker, c.act, i.label AS issue, c.stance, o.type AS condition_type,
            substr(t.text, o.start + 1, o."end" - o.start) AS condition, o.on_whom, s.content, d.outlet, d.url
        FROM conditions o JOIN codings c ON c.statement = o.statement AND c.number = o.coding
        JOIN statements s ON s.key = o.statement JOIN documents d ON d.key = s.document
        JOIN texts t ON t.id = d.text_id LEFT JOIN issues i ON i.key = c.issue
        WHERE {standing}""",
    "framed_words": """
        SELECT f.document, d.outlet, d.published, f.kind, f.voice,
            substr(t.text, f.start + 1, f."end" - f.start) AS words, f.statement, d.url
        FROM framing f JOIN documents d ON d.key = f.document JOIN texts t ON t.id = d.text_id""",
}


def drop_views(connection: Connection) -> None:
    """Drop our views, so that the tables under them can change; views that others made stay."""
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def make_views(connection: Connection) -> None:
    """Make all views."""
    values = {"joined": _JOINED[connection.dialect.name], "standing": _NOT_REJECTED}
    for name, query in VIEWS.items():
        made = f"CREATE VIEW {name} AS {query.format_map(values)}"
        connection.exec_driver_sql("\n".join(line.strip() for line in made.split("\n")))
