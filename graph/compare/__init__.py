"""Facts compared over documents: campaigns, anniversaries, targets, tasks and signers, each row with its words."""

from graph.compare.anniversaries import anniversaries
from graph.compare.campaigns import campaigns
from graph.compare.signers import signers
from graph.compare.targets import targets
from graph.compare.tasks import leaders, tasks

__all__ = ["anniversaries", "campaigns", "leaders", "signers", "targets", "tasks"]
