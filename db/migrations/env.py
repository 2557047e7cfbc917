"""Alembic's entry: run the migrations on the connection that the store hands over."""

from alembic import context

from db.tables import DERIVED, METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    include_name=lambda name, kind, _: kind != "table" or not (name or "").startswith(DERIVED),
    transaction_per_migration=False,
)
context.run_migrations()
