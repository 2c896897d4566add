"""Properties are about what is read, not how fast: a busy machine must not fail them, and each run is the same."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
