from annotator.settings.folders import default_project
from annotator.settings.resources import seed_pages
from annotator.store.project import Project
from annotator.workbench.desk import open_default_project


def test_the_default_project_is_filled_once():
    with open_default_project() as project:
        assert len(project.page_ids()) == len(seed_pages())
    with open_default_project() as project:
        assert len(project.page_ids()) == len(seed_pages())


def test_a_first_start_that_was_cut_off_is_made_good():
    Project.create(default_project()).close()
    with open_default_project() as project:
        assert len(project.page_ids()) == len(seed_pages())
