"""Records of `disclosure`: only voices have any; all else on its pages is read from other rooms."""

from fivestar.disclosure.voices.models import Identity, KeptFrom, Picture, Slip, Voice, Word

__all__ = ["Identity", "KeptFrom", "Picture", "Slip", "Voice", "Word"]
