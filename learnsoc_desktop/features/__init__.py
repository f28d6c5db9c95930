"""The slices of the program, lowest first."""

from learnsoc_desktop.features.activities.feature import ACTIVITIES
from learnsoc_desktop.features.centre.feature import CENTRE
from learnsoc_desktop.features.maintenance.feature import MAINTENANCE
from learnsoc_desktop.features.overview.feature import OVERVIEW
from learnsoc_desktop.features.people.feature import PEOPLE

FEATURES = (CENTRE, PEOPLE, ACTIVITIES, MAINTENANCE, OVERVIEW)
