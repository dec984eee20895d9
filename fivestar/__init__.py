"""fivestar: rates village and community branches by the stars they hold, and says why."""
